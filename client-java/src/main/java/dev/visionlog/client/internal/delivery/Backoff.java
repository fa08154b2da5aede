package dev.visionlog.client.internal.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: a random part of a bound that grows with each failure
 * ("full jitter"), so that a thousand clients of a restarted server do not come back at once. What
 * the server asks for is added. For one thread.
 */
final class Backoff {
  private final Duration first;
  private final Duration longest;
  private final double multiplier;
  private final RandomGenerator random;
  private double boundNanos;

  Backoff(Duration first, Duration longest, double multiplier, RandomGenerator random) {
    this.first = first;
    this.longest = longest;
    this.multiplier = multiplier;
    this.random = random;
    reset();
  }

  /** The wait before the next attempt, never longer than the longest and what was asked for. */
  Duration next(Duration requested) {
    long wait = (long) (boundNanos * random.nextDouble());
    boundNanos = Math.min(boundNanos * multiplier, (double) longest.toNanos());
    return requested.plusNanos(wait);
  }

  /** An attempt worked: start small again. */
  void reset() {
    boundNanos = Math.min(first.toNanos(), longest.toNanos());
  }
}
