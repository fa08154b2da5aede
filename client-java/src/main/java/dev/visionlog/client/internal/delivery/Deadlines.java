package dev.visionlog.client.internal.delivery;

import java.time.Duration;

/** Durations as nanoseconds that can be added to {@link System#nanoTime}. */
final class Deadlines {
  private static final Duration LONGEST = Duration.ofDays(365);

  private Deadlines() {}

  /** At least nothing, at most a year. */
  static long nanos(Duration duration) {
    if (duration.isNegative()) {
      return 0;
    }
    return (duration.compareTo(LONGEST) > 0 ? LONGEST : duration).toNanos();
  }
}
