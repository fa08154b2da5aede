/** What looks at pictures: the interface for detectors of your own. */
@NullMarked
package dev.visionlog.camera.detect;

import org.jspecify.annotations.NullMarked;
