package dev.visionlog.server.image.codec;

/** OpenCV could not be loaded, or had no memory. The image may be fine. */
public final class CodecUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CodecUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
