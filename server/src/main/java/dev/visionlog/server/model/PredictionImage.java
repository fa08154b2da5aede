package dev.visionlog.server.model;

/**
 * The image of a prediction, as it is stored.
 *
 * @param path below the image folder; empty if there is no image
 * @param sizeBytes 0 if there is none
 * @param width in pixels
 * @param height in pixels
 * @param missingReason why an image that was sent or stored once is not there; empty if none was
 */
public record PredictionImage(
    String path, long sizeBytes, int width, int height, String missingReason) {

  /** No image was sent. */
  public static final PredictionImage NONE = new PredictionImage("", 0, 0, 0, "");

  public static PredictionImage stored(String path, long sizeBytes, int width, int height) {
    return new PredictionImage(path, sizeBytes, width, height, "");
  }

  public static PredictionImage missing(String reason) {
    return new PredictionImage("", 0, 0, 0, reason);
  }

  public boolean isStored() {
    return !path.isEmpty();
  }
}
