/** A scene that is drawn, for showing the product without a camera. */
@NullMarked
package dev.visionlog.camera.demo;

import org.jspecify.annotations.NullMarked;
