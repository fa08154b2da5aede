package dev.visionlog.bridge.live;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next attempt: longer each time up to a bound, each time a random part
 * of it, so that a thousand tails of a restarted server do not come back at once. For one thread.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(3);

  private Duration bound = FIRST;

  Duration next() {
    Duration wait =
        Duration.ofNanos(
            ThreadLocalRandom.current().nextLong(bound.toNanos() / 2, bound.toNanos()));
    Duration doubled = bound.multipliedBy(2);
    bound = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return wait;
  }

  void reset() {
    bound = FIRST;
  }
}
