package dev.visionlog.benchmarks.dataset;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * An hour of the year, or the part of it that is over.
 *
 * @param first the number of its first entry in the year
 * @param count how many entries it has
 * @param troubled whether something is wrong in it, so that errors come in a burst
 */
public record Hour(Instant from, Instant to, long first, int count, boolean troubled) {
  private static final int BURST_OF = 12;

  /** Keeps the hours of one seed apart from those of the next. */
  private static final long SEED_FACTOR = 1_000_000_000_039L;

  /** The same for the same seed, and different in each hour. */
  SplittableRandom random(long seed) {
    return new SplittableRandom(seed * SEED_FACTOR + from.getEpochSecond());
  }

  /** The times of its entries in their order. When it is troubled, half of them are in a burst. */
  Instant[] times(SplittableRandom random) {
    long length = Duration.between(from, to).toNanos() / 1_000;
    long[] micros = new long[count];
    for (int i = 0; i < count; i++) {
      boolean burst = troubled && random.nextBoolean();
      micros[i] = burst ? length / 2 + random.nextLong(length / BURST_OF) : random.nextLong(length);
    }
    Arrays.sort(micros);
    return Arrays.stream(micros)
        .mapToObj(offset -> from.plusNanos(offset * 1_000))
        .toArray(Instant[]::new);
  }
}
