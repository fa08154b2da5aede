package dev.visionlog.benchmarks.dataset;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Chooses among numbers from 0 on, each with a share of its own. Any thread. */
final class Shares {
  private final double[] upTo;

  private Shares(double[] weights) {
    this.upTo = weights.clone();
    Arrays.parallelPrefix(upTo, Double::sum);
  }

  static Shares of(double... weights) {
    return new Shares(weights);
  }

  /** Zipf's law: the second is half as frequent as the first, the third a third. */
  static Shares zipf(int size) {
    return new Shares(IntStream.rangeClosed(1, size).mapToDouble(rank -> 1.0 / rank).toArray());
  }

  int next(SplittableRandom random) {
    int found = Arrays.binarySearch(upTo, random.nextDouble(upTo[upTo.length - 1]));
    return found >= 0 ? found + 1 : -found - 1;
  }
}
