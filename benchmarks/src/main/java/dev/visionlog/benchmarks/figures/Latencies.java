package dev.visionlog.benchmarks.figures;

import java.time.Duration;

/** How long things took, counted in steps of a tenth of a millisecond. For one thread. */
public final class Latencies {
  private static final long STEP_NANOS = 100_000;
  private static final int STEPS = 600_000;

  private final int[] counts = new int[STEPS];
  private long total;

  public void add(long nanos) {
    counts[(int) Math.min(STEPS - 1, Math.max(0, nanos / STEP_NANOS))]++;
    total++;
  }

  public long total() {
    return total;
  }

  /** So long or less took this share of them; zero if there are none. */
  public Duration percentile(double share) {
    long rank = (long) Math.ceil(total * share);
    long seen = 0;
    for (int step = 0; step < STEPS; step++) {
      seen += counts[step];
      if (seen >= rank && seen > 0) {
        return Duration.ofNanos((step + 1) * STEP_NANOS);
      }
    }
    return Duration.ZERO;
  }
}
