package dev.visionlog.server.store;

import dev.visionlog.server.filter.Filter;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Deletes entries, in steps that neither block writers for long nor leave the counts wrong in
 * between.
 */
public interface EntryDeletion {

  /** Says what {@link #delete} would delete. */
  Deleted count(Filter filter);

  /**
   * Deletes what matches.
   *
   * @param cancelled asked between steps; what has been deleted stays deleted
   */
  Deleted delete(Filter filter, BooleanSupplier cancelled);

  /** Deletes entries whose time is before {@code cutoff}; whole days as partitions. */
  Deleted deleteBefore(Instant cutoff, BooleanSupplier cancelled);

  /** Deletes everything. */
  Deleted deleteAll(BooleanSupplier cancelled);
}
