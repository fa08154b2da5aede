package dev.visionlog.camera.source;

import dev.visionlog.camera.frame.CameraFrame;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A camera. It does not wait: whoever is too slow gets its latest frame, and those between are
 * counted. When it is lost, or sends nothing for too long, it is tried again for ever. For one
 * thread.
 */
public final class LiveSource implements FrameSource {
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final StreamOpener opener;
  private final LiveTimings timings;
  private final SourceEvents events;
  private final Clock clock;
  private final AtomicLong numbers;
  private final AtomicLong missedBefore = new AtomicLong();
  private volatile @Nullable StreamReader reader;
  private boolean started;
  private boolean delivering;
  private int failures;
  private long lastFrameAt = System.nanoTime();

  /**
   * Does not connect yet.
   *
   * @param lastNumber frames are numbered from the one behind it
   */
  public LiveSource(
      StreamOpener opener, LiveTimings timings, long lastNumber, SourceEvents events, Clock clock) {
    this.opener = opener;
    this.timings = timings;
    this.numbers = new AtomicLong(lastNumber);
    this.events = events;
    this.clock = clock;
  }

  @Override
  public CameraFrame next() throws InterruptedException {
    while (true) {
      StreamReader current = reader != null ? reader : connect();
      Duration patience = delivering ? timings.stall() : timings.opening();
      CameraFrame frame = current.take(patience);
      if (frame != null) {
        arrived(frame, current.rate());
        return frame;
      }
      lose(current, patience);
    }
  }

  private StreamReader connect() {
    StreamReader next = new StreamReader(opener, numbers, clock);
    reader = next;
    delivering = false;
    next.start();
    return next;
  }

  private void arrived(CameraFrame frame, double rate) {
    if (!started) {
      events.started(frame.width(), frame.height(), rate);
    } else if (!delivering) {
      events.returned(Duration.ofNanos(System.nanoTime() - lastFrameAt), failures);
    }
    started = true;
    delivering = true;
    failures = 0;
    lastFrameAt = System.nanoTime();
  }

  private void lose(StreamReader lost, Duration patience) throws InterruptedException {
    String ended = lost.whyEnded();
    String why = ended != null ? ended : "No picture for " + seconds(patience);
    leave(lost);
    failures++;
    Duration pause = timings.pause(failures, ThreadLocalRandom.current().nextDouble());
    events.lost(why, pause);
    TimeUnit.MILLISECONDS.sleep(pause.toMillis());
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  private void leave(StreamReader left) {
    left.close();
    missedBefore.addAndGet(left.missed());
    reader = null;
  }

  @Override
  public long missed() {
    StreamReader current = reader;
    return missedBefore.get() + (current == null ? 0 : current.missed());
  }

  /** Waits a little for the thread that reads. */
  @Override
  public void close() {
    StreamReader current = reader;
    if (current != null) {
      leave(current);
      try {
        current.awaitEnd(GOODBYE);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
