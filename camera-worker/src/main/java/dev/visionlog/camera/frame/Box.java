package dev.visionlog.camera.frame;

/**
 * A rectangle in pixels of a frame.
 *
 * @param x1 left
 * @param y1 top
 * @param x2 right, not less than {@code x1}
 * @param y2 bottom, not less than {@code y1}
 */
public record Box(double x1, double y1, double x2, double y2) {
  public Box {
    if (!(x1 <= x2 && y1 <= y2)) {
      throw new IllegalArgumentException(
          "Invalid box [%s, %s, %s, %s]. Must be [x1, y1, x2, y2] with x1 <= x2 and y1 <= y2"
              .formatted(x1, y1, x2, y2));
    }
  }

  public static Box ofSize(double x, double y, double width, double height) {
    return new Box(x, y, x + width, y + height);
  }

  public double width() {
    return x2 - x1;
  }

  public double height() {
    return y2 - y1;
  }

  public double area() {
    return width() * height();
  }

  public double centreX() {
    return (x1 + x2) / 2;
  }

  public double centreY() {
    return (y1 + y2) / 2;
  }

  /** How much two boxes are the same: the area that they share by the area that they cover. */
  public double overlap(Box other) {
    double shared = shared(x1, x2, other.x1, other.x2) * shared(y1, y2, other.y1, other.y2);
    double covered = area() + other.area() - shared;
    return covered > 0 ? shared / covered : 0;
  }

  private static double shared(double from, double to, double otherFrom, double otherTo) {
    return Math.max(0, Math.min(to, otherTo) - Math.max(from, otherFrom));
  }

  /** The smallest box around both. */
  public Box around(Box other) {
    return new Box(
        Math.min(x1, other.x1),
        Math.min(y1, other.y1),
        Math.max(x2, other.x2),
        Math.max(y2, other.y2));
  }

  /** Larger by so much on each side; what is there is kept. */
  public Box grown(double horizontally, double vertically) {
    return new Box(x1 - horizontally, y1 - vertically, x2 + horizontally, y2 + vertically);
  }

  /** Whether they touch or have something in common. */
  public boolean touches(Box other) {
    return x1 <= other.x2 && other.x1 <= x2 && y1 <= other.y2 && other.y1 <= y2;
  }

  public boolean contains(double x, double y) {
    return x1 <= x && x <= x2 && y1 <= y && y <= y2;
  }

  public Box scaled(double horizontally, double vertically) {
    return new Box(x1 * horizontally, y1 * vertically, x2 * horizontally, y2 * vertically);
  }
}
