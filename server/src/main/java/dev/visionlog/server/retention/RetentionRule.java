package dev.visionlog.server.retention;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.filter.FilterTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Entries that match are kept for so long from the moment they were received. */
public record RetentionRule(String name, Filter filter, Duration keep) {

  Instant cutoff(Instant now) {
    return now.minus(keep);
  }

  /**
   * What may have to go: entries that are old by their own clock, or whose clock is ahead of ours.
   * An old entry that came in late is kept by the condition on its receipt, which the store adds.
   */
  List<Filter> candidates(Instant now) {
    return List.of(
        Filter.and(filter, FilterTerms.timeBefore(cutoff(now))),
        Filter.and(filter, FilterTerms.timeFrom(now)));
  }
}
