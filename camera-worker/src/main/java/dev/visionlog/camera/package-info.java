/** The camera worker: frames in, predictions and logs out. */
@NullMarked
package dev.visionlog.camera;

import org.jspecify.annotations.NullMarked;
