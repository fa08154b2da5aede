package dev.visionlog.camera.source;

import dev.visionlog.camera.frame.CameraFrame;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * Reads a live stream on a thread of its own, which alone touches it: a call into FFmpeg may hang,
 * and can then only be left to itself.
 */
final class StreamReader implements AutoCloseable {
  private final StreamOpener opener;
  private final AtomicLong numbers;
  private final Clock clock;
  private final LatestFrame latest = new LatestFrame();
  private final Thread thread = new Thread(this::run, "camera-reader");
  private volatile boolean closed;
  private volatile double rate;

  /**
   * @param numbers the number of the last frame
   */
  StreamReader(StreamOpener opener, AtomicLong numbers, Clock clock) {
    this.opener = opener;
    this.numbers = numbers;
    this.clock = clock;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try (FrameStream stream = opener.open()) {
      rate = stream.rate();
      read(stream);
      latest.end("The stream has ended");
    } catch (IOException broken) {
      latest.end(String.valueOf(broken.getMessage()));
    } catch (RuntimeException | LinkageError unexpected) {
      latest.end("Reading failed: " + unexpected.getClass().getSimpleName());
    }
  }

  private void read(FrameStream stream) throws IOException {
    long startedAt = System.nanoTime();
    Mat image = stream.next();
    while (image != null && !closed) {
      Duration offset = Duration.ofNanos(System.nanoTime() - startedAt);
      latest.put(new CameraFrame(numbers.incrementAndGet(), clock.instant(), offset, image));
      image = stream.next();
    }
    if (image != null) {
      image.close();
    }
  }

  /** Waits for a frame; null if none came in time or none will. */
  @Nullable CameraFrame take(Duration patience) throws InterruptedException {
    return latest.take(patience);
  }

  @Nullable String whyEnded() {
    return latest.whyEnded();
  }

  long missed() {
    return latest.missed();
  }

  double rate() {
    return rate;
  }

  /** Waits at most so long for the thread, which gives back what it holds. */
  void awaitEnd(Duration patience) throws InterruptedException {
    thread.join(patience.toMillis());
  }

  /** Does not wait. The thread ends when the call that it is in returns. */
  @Override
  public void close() {
    closed = true;
    latest.close();
  }
}
