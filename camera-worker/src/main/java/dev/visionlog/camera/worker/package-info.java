/** From a frame to a prediction: inspecting, encoding, counting, telling. */
@NullMarked
package dev.visionlog.camera.worker;

import org.jspecify.annotations.NullMarked;
