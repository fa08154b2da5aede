package dev.visionlog.server.model;

import org.jspecify.annotations.Nullable;

/**
 * What a model found in an image.
 *
 * @param className the class; may be empty
 * @param confidence 0 to 1, if the model gives one
 * @param box where; null if the model does not say
 */
public record Detection(String className, @Nullable Double confidence, @Nullable Box box) {

  /** A rectangle in pixels of the image, from the left upper corner. {@code x1 <= x2}. */
  public record Box(double x1, double y1, double x2, double y2) {

    public double width() {
      return x2 - x1;
    }

    public double height() {
      return y2 - y1;
    }
  }
}
