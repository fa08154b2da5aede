package dev.visionlog.server.export;

import java.io.IOException;

/** What an export has to keep aside could not be written or read: the disk may be full. */
public final class ExportSpoolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ExportSpoolException(IOException cause) {
    super("An export could not use its temporary file", cause);
  }
}
