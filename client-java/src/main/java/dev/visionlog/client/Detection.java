package dev.visionlog.client;

import dev.visionlog.client.internal.entry.Check;
import org.jspecify.annotations.Nullable;

/**
 * Something that a model has found in an image. The box is in pixels of the image, from its upper
 * left corner.
 *
 * @param className what it is, at most 100 characters
 * @param confidence how sure the model is, 0 to 1
 * @param x1 the box's left side
 * @param y1 its upper side
 * @param x2 its right side, {@code x1} or greater
 * @param y2 its lower side, {@code y1} or greater
 */
public record Detection(
    String className, @Nullable Double confidence, double x1, double y1, double x2, double y2) {

  private static final double FARTHEST = 1_000_000;

  public Detection {
    Check.required("class", className, 100);
    Check.fraction("confidence of a detection", confidence);
    boolean inside = x1 >= -FARTHEST && y1 >= -FARTHEST && x2 <= FARTHEST && y2 <= FARTHEST;
    if (!(inside && x1 <= x2 && y1 <= y2)) {
      throw new IllegalArgumentException(
          "Invalid box [%s, %s, %s, %s]. Must be [x1, y1, x2, y2] with x1 <= x2 and y1 <= y2, within a million pixels"
              .formatted(x1, y1, x2, y2));
    }
  }
}
