package dev.visionlog.client.internal.spool;

import java.io.IOException;

/** There is no room for a batch. Nothing of it was kept; it may be appended again later. */
public final class SpoolFullException extends IOException {

  private static final long serialVersionUID = 1L;

  SpoolFullException(String message) {
    super(message);
  }

  SpoolFullException(String message, Throwable cause) {
    super(message, cause);
  }
}
