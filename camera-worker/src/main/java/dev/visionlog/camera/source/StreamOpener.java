package dev.visionlog.camera.source;

import java.io.IOException;

/** Opens the same thing as often as it is asked to. */
@FunctionalInterface
public interface StreamOpener {
  /**
   * Opens it; may wait for the network.
   *
   * @throws IOException if that fails, with a message for people and without secrets
   */
  FrameStream open() throws IOException;
}
