package dev.visionlog.server.store;

import dev.visionlog.server.filter.Filter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.BooleanSupplier;

/** What retention does to the store. */
public interface RetentionStore {

  /** Whether all entries of a day were received before a moment. */
  boolean allReceivedBefore(LocalDate day, Instant moment);

  /**
   * Drops a day all of whose entries were received before a moment. Returns how many it had, or -1
   * if others were, or if it could not be done without making writers wait.
   */
  long drop(LocalDate day, Instant moment);

  /** Deletes what matches and was received before a moment. */
  long deleteReceivedBefore(Filter filter, Instant moment, BooleanSupplier cancelled);

  /** Counts what matches and was received before a moment. */
  long countReceivedBefore(Filter filter, Instant moment);

  /** Forgets answers to old requests and, if there is a moment, the order of commits before it. */
  void forget(Instant requestsBefore, java.util.Optional<Instant> commitsBefore);
}
