package dev.visionlog.benchmarks.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives each message of each writer a number that fits into a long. All threads. */
final class Names {
  /** Of what is no canary of ours. */
  static final long STRANGER = -1;

  private static final int NUMBER_BITS = 40;

  private final List<String> names = new ArrayList<>();

  /** Never 0. */
  long key(Optional<Canary> canary) {
    return canary.map(this::key).orElse(STRANGER);
  }

  private synchronized long key(Canary canary) {
    int index = names.indexOf(canary.writer());
    if (index < 0) {
      index = names.size();
      names.add(canary.writer());
    }
    return (long) (index + 1) << NUMBER_BITS | canary.number();
  }

  /** Whose it is, and which; it was sent at 0. */
  synchronized Canary canary(long key) {
    return key == STRANGER
        ? new Canary("stranger", 0, 0)
        : new Canary(names.get((int) (key >> NUMBER_BITS) - 1), key & (1L << NUMBER_BITS) - 1, 0);
  }
}
