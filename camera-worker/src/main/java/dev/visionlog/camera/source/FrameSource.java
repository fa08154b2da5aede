package dev.visionlog.camera.source;

import dev.visionlog.camera.frame.CameraFrame;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where the worker takes its frames from. For one thread. */
public interface FrameSource extends AutoCloseable {
  /**
   * Waits for the next frame; null at the end. The caller closes it.
   *
   * @throws IOException if there will be none, with a message for people and without secrets
   */
  @Nullable CameraFrame next() throws IOException, InterruptedException;

  /** How many frames there were that nobody took in time. Any thread. */
  long missed();

  @Override
  void close();
}
