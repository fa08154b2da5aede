package dev.visionlog.benchmarks.soak;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what has to come of itself. */
final class Recovery {
  /** What takes longer is not taken to come at all. */
  static final Duration WITHIN = Duration.ofMinutes(3);

  private static final long POLL_MILLIS = 20;

  private Recovery() {}

  /** False if it did not come in time. */
  static boolean await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + WITHIN.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return true;
  }
}
