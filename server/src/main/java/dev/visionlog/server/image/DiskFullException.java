package dev.visionlog.server.image;

import java.io.IOException;

/** The floor of free space is reached. */
final class DiskFullException extends IOException {
  private static final long serialVersionUID = 1L;

  DiskFullException(String message) {
    super(message);
  }
}
