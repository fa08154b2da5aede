/** What a worker that was killed finds out when it goes on: which frames the server has. */
@NullMarked
package dev.visionlog.camera.resume;

import org.jspecify.annotations.NullMarked;
