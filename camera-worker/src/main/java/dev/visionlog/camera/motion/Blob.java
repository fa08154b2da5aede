package dev.visionlog.camera.motion;

import dev.visionlog.camera.frame.Box;

/**
 * A piece of a frame that is not background.
 *
 * @param box around it
 * @param pixels how many of the box's pixels belong to it
 */
record Blob(Box box, double pixels) {
  Blob joined(Blob other) {
    return new Blob(box.around(other.box), pixels + other.pixels);
  }

  /** Which part of the box it fills, 0 to 1. */
  double fill() {
    return box.area() > 0 ? Math.min(1, pixels / box.area()) : 0;
  }
}
