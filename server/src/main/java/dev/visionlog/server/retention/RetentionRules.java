package dev.visionlog.server.retention;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.filter.FilterTerms;
import dev.visionlog.server.model.Level;
import dev.visionlog.v1.LevelRetention;
import dev.visionlog.v1.Retention;
import dev.visionlog.v1.SourceRetention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the settings say about how long one kind of entries is kept.
 *
 * @param commitsKept how long the order of commits is needed; empty for ever
 */
public record RetentionRules(List<RetentionRule> rules, Optional<Duration> commitsKept) {

  public static RetentionRules ofLogs(Retention retention) {
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
    return new RetentionRules(rules, commitsKept(retention.getDays()));
  }

  public static RetentionRules ofPredictions(Retention retention) {
    List<RetentionRule> rules = new ArrayList<>();
    add(rules, "all", Filter.ALL, retention.getPredictionDays());
    return new RetentionRules(rules, commitsKept(retention.getPredictionDays()));
  }

  /** How long metrics are kept, which is as long as predictions; empty for ever. */
  public static Optional<Duration> ofMetrics(Retention retention) {
    int days = retention.getPredictionDays();
    return days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days));
  }

  private static void add(List<RetentionRule> rules, String name, Filter filter, int days) {
    if (days > 0) {
      rules.add(new RetentionRule(name, filter, Duration.ofDays(days)));
    }
  }

  private static Optional<Duration> commitsKept(int days) {
    return days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days).plusDays(1));
  }
}
