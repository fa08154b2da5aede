package dev.visionlog.benchmarks.queries;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long something took each time. For one thread. */
final class Timings {
  private static final double NANOS_A_MILLISECOND = 1e6;

  private final List<Long> nanos = new ArrayList<>();

  void add(long each) {
    nanos.add(each);
    Collections.sort(nanos);
  }

  /**
   * So long or less it took in this share of all times, by the nearest rank.
   *
   * @param share more than 0, at most 1
   * @throws IllegalStateException if nothing was added
   */
  double milliseconds(double share) {
    if (nanos.isEmpty()) {
      throw new IllegalStateException("Nothing was measured");
    }
    int rank = (int) Math.ceil(nanos.size() * share);
    return nanos.get(rank - 1) / NANOS_A_MILLISECOND;
  }
}
