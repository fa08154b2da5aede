package dev.visionlog.camera.detect;

/**
 * An option of a detector is unknown or has a value that is not allowed; the message says which.
 */
public final class DetectorOptionsException extends Exception {
  private static final long serialVersionUID = 1;

  public DetectorOptionsException(String message) {
    super(message);
  }
}
