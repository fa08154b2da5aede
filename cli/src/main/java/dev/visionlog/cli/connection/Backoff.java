package dev.visionlog.cli.connection;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: twice as long each time up to a bound, each time a
 * random part of it, so that a thousand clients of a restarted server do not come back at once.
 * What the server asks for is the least. For one thread.
 */
public final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final RandomGenerator random;
  private Duration bound = FIRST;

  public Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** The wait before the next attempt, at least as long as the server asked for. */
  public Duration next(Duration requested) {
    Duration jittered =
        Duration.ofNanos((long) (bound.toNanos() * (0.5 + random.nextDouble() / 2)));
    Duration doubled = bound.multipliedBy(2);
    bound = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return requested.compareTo(Duration.ZERO) > 0 ? requested.plus(jittered) : jittered;
  }

  /** An attempt worked: start small again. */
  public void reset() {
    bound = FIRST;
  }
}
