package dev.visionlog.camera.worker;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Keeps frames from coming faster than they should. For one thread. */
final class Pace {
  private final long intervalNanos;
  private final LongSupplier nanoTime;
  private final Sleeper sleeper;
  private long nextAt;

  /**
   * @param framesPerSecond 0 for as fast as possible
   */
  Pace(double framesPerSecond) {
    this(framesPerSecond, System::nanoTime, nanos -> TimeUnit.NANOSECONDS.sleep(nanos));
  }

  Pace(double framesPerSecond, LongSupplier nanoTime, Sleeper sleeper) {
    this.intervalNanos =
        framesPerSecond > 0 ? (long) (Duration.ofSeconds(1).toNanos() / framesPerSecond) : 0;
    this.nanoTime = nanoTime;
    this.sleeper = sleeper;
    this.nextAt = nanoTime.getAsLong();
  }

  /** Waits until the next frame's turn. One that is late is not made up for by many at once. */
  void await() throws InterruptedException {
    long now = nanoTime.getAsLong();
    if (nextAt - now > 0) {
      sleeper.sleep(nextAt - now);
      nextAt += intervalNanos;
    } else {
      boolean slightly = now - nextAt < intervalNanos;
      nextAt = (slightly ? nextAt : now) + intervalNanos;
    }
  }

  /** How to wait. */
  interface Sleeper {
    void sleep(long nanos) throws InterruptedException;
  }
}
