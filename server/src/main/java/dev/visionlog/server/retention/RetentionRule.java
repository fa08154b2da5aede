package dev.visionlog.server.retention;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.filter.FilterTerms;
import dev.visionlog.server.model.Level;
import dev.visionlog.v1.LevelRetention;
import dev.visionlog.v1.Retention;
import dev.visionlog.v1.SourceRetention;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Entries that match are kept for so long from the moment they were received. */
record RetentionRule(String name, Filter filter, Duration keep) {

  static List<RetentionRule> of(Retention retention) {
    List<RetentionRule> rules = new ArrayList<>();
    add(rules, "all", Filter.ALL, retention.getDays());
    for (LevelRetention level : retention.getLevelsList()) {
      Level model = Level.ofNumber(level.getLevelValue()).orElseThrow();
      add(rules, "level " + model, FilterTerms.level(model), level.getDays());
    }
    for (SourceRetention source : retention.getSourcesList()) {
      add(
          rules,
          "source " + source.getSource(),
          FilterTerms.source(source.getSource()),
          source.getDays());
    }
    return rules;
  }

  private static void add(List<RetentionRule> rules, String name, Filter filter, int days) {
    if (days > 0) {
      rules.add(new RetentionRule(name, filter, Duration.ofDays(days)));
    }
  }

  /** How long the order of commits is needed; empty for ever. */
  static Optional<Duration> longest(Retention retention) {
    return retention.getDays() == 0
        ? Optional.empty()
        : Optional.of(Duration.ofDays(retention.getDays()).plusDays(1));
  }

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
