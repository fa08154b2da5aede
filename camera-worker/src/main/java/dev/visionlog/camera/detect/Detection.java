package dev.visionlog.camera.detect;

import dev.visionlog.camera.frame.Box;

/**
 * Something that was found on a frame.
 *
 * @param className what it is, at most 100 characters
 * @param confidence how sure the detector is, 0 to 1
 * @param box where it is, in pixels of the frame
 */
public record Detection(String className, double confidence, Box box) {
  public Detection {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException(
          "Invalid confidence " + confidence + ". Must be from 0 to 1");
    }
  }
}
