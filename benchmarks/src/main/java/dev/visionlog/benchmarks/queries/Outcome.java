package dev.visionlog.benchmarks.queries;

import java.time.Instant;
import java.util.Optional;

/**
 * What an answer had.
 *
 * @param found entries, groups or spans
 * @param searchedUntil how far the search had come, if it was not done
 */
record Outcome(long found, Optional<Instant> searchedUntil) {

  static Outcome of(long found) {
    return new Outcome(found, Optional.empty());
  }
}
