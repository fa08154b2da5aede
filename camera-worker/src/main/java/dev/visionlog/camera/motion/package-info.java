/** The detector that is shipped: what moves before a background that does not. */
@NullMarked
package dev.visionlog.camera.motion;

import org.jspecify.annotations.NullMarked;
