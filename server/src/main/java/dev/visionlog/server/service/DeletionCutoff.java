package dev.visionlog.server.service;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.filter.FilterTerms;
import dev.visionlog.server.store.Deleted;
import dev.visionlog.server.store.EntryDeletion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Deletes what is older than some days. Immutable. */
record DeletionCutoff(Clock clock) {
  private static final int MAX_DAYS = 36_500;

  /**
   * @param days 0 deletes everything
   * @param dryRun only counts
   */
  Deleted delete(int days, boolean dryRun, EntryDeletion deletion, BooleanSupplier cancelled) {
    if (days < 0 || days > MAX_DAYS) {
      throw ApiErrors.badField("days_to_keep", days + " is not allowed; 0 to " + MAX_DAYS + " are");
    }
    if (days == 0) {
      return dryRun ? deletion.count(Filter.ALL) : deletion.deleteAll(cancelled);
    }
    Instant cutoff = Times.micros(clock.instant().minus(Duration.ofDays(days)));
    return dryRun
        ? deletion.count(FilterTerms.timeBefore(cutoff))
        : deletion.deleteBefore(cutoff, cancelled);
  }
}
