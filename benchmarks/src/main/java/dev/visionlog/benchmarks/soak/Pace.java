package dev.visionlog.benchmarks.soak;

import java.time.Duration;

/**
 * How many are due at a rate. One who was held up makes up for a second at most. For one thread.
 */
final class Pace {
  static final Duration TICK = Duration.ofMillis(50);
  private static final double MOST_SECONDS = 1;

  private final double perSecond;
  private double credit;
  private long last = System.nanoTime();

  Pace(double perSecond) {
    this.perSecond = perSecond;
  }

  int due() {
    long now = System.nanoTime();
    credit = Math.min(credit + (now - last) / 1e9 * perSecond, perSecond * MOST_SECONDS + 1);
    last = now;
    int whole = (int) credit;
    credit -= whole;
    return whole;
  }
}
