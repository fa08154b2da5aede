package dev.visionlog.camera.source;

import java.io.IOException;
import java.time.Duration;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * Something with pictures in it that has been opened. For one thread, which may have to wait for
 * the next picture.
 */
public interface FrameStream extends AutoCloseable {
  /**
   * The next picture, blue, green, red, 8 bits each; null at the end. The caller closes it.
   *
   * @throws IOException if it cannot be read, with a message for people
   */
  @Nullable Mat next() throws IOException;

  /** When the last picture is shown, counted from the first. */
  Duration offset();

  /** Pictures a second; 0 if it does not say. */
  double rate();

  /** How many pictures there are by its own word; 0 if it does not say, or has no end. */
  default long expectedFrames() {
    return 0;
  }

  @Override
  void close();
}
