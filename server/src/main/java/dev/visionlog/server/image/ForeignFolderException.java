package dev.visionlog.server.image;

import java.io.IOException;

/** In the place of the folder with the images is another one, or nothing. */
final class ForeignFolderException extends IOException {
  private static final long serialVersionUID = 1L;

  ForeignFolderException(String message) {
    super(message);
  }
}
