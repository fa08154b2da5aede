/** A picture of a camera, and where on it something is. */
@NullMarked
package dev.visionlog.camera.frame;

import org.jspecify.annotations.NullMarked;
