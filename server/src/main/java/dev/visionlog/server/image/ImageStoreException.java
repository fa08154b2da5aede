package dev.visionlog.server.image;

import org.jspecify.annotations.Nullable;

/** The store cannot do what was asked. Its message is for callers; the cause has the details. */
public final class ImageStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ImageStoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
