package dev.visionlog.server.store;

import dev.visionlog.server.filter.Filter;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Deletes entries, in steps that neither block writers for long nor leave the counts wrong in
 * between.
 */
public interface LogDeletion {

  /**
   * Deletes what matches; returns how many entries that were.
   *
   * @param cancelled asked between steps; what has been deleted stays deleted
   */
  long delete(Filter filter, BooleanSupplier cancelled);

  /** Deletes entries whose time is before {@code cutoff}; whole days as partitions. */
  long deleteBefore(Instant cutoff, BooleanSupplier cancelled);

  /** Deletes everything. */
  long deleteAll(BooleanSupplier cancelled);
}
