package dev.visionlog.server.store.postgres;

import java.time.Duration;

/**
 * How much time to search at once: little at first, more while it goes fast, less when it does not.
 * For one search.
 */
final class Slices {
  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofDays(36_500);
  private static final Duration AT_ONCE = Duration.ofMillis(10);
  private static final Duration FAST = Duration.ofMillis(50);
  private static final Duration SLOW = Duration.ofMillis(250);
  private static final int FACTOR = 4;

  private Duration width;

  Slices(Duration first) {
    this.width = first;
  }

  Duration width() {
    return width;
  }

  void took(Duration elapsed) {
    if (elapsed.compareTo(AT_ONCE) < 0) {
      width = min(width.multipliedBy(FACTOR * FACTOR), MOST);
    } else if (elapsed.compareTo(FAST) < 0) {
      width = min(width.multipliedBy(FACTOR), MOST);
    } else if (elapsed.compareTo(SLOW) > 0) {
      shrink();
    }
  }

  /** The slice could not be searched in time. */
  void shrink() {
    width = max(width.dividedBy(FACTOR), LEAST);
  }

  /** Whether it cannot be made smaller. */
  boolean isLeast() {
    return width.equals(LEAST);
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
