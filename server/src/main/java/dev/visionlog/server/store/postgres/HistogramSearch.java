package dev.visionlog.server.store.postgres;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.model.Level;
import dev.visionlog.server.store.LogCounts.Histogram;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** Counts rows in spans of time, the newest spans first, as far as the budget goes. */
final class HistogramSearch {
  private static final Duration LEAST_SLICE_TIME = Duration.ofSeconds(10);

  private final Database database;
  private final Filter filter;
  private final Instant start;
  private final Duration width;
  private final Budget budget;
  private final List<Map<Level, Long>> counts;

  HistogramSearch(
      Database database,
      Filter filter,
      Instant start,
      Duration width,
      int buckets,
      Duration budget) {
    this.database = database;
    this.filter = filter;
    this.start = start;
    this.width = width;
    this.budget = new Budget(budget);
    this.counts = empty(buckets);
  }

  static List<Map<Level, Long>> empty(int buckets) {
    List<Map<Level, Long>> counts = new ArrayList<>(buckets);
    for (int i = 0; i < buckets; i++) {
      counts.add(new EnumMap<>(Level.class));
    }
    return counts;
  }

  Histogram run() {
    int end = counts.size();
    int step = Math.max(1, counts.size() / 8);
    while (end > 0) {
      if (budget.isSpent()) {
        return new Histogram(counts, Optional.of(boundary(end)));
      }
      int from = Math.max(0, end - step);
      if (count(from, end, step == 1 && end == counts.size() ? LEAST_SLICE_TIME : budget.left())) {
        end = from;
      } else {
        step = Math.max(1, step / 4);
      }
    }
    return new Histogram(counts, Optional.empty());
  }

  private Instant boundary(int bucket) {
    return start.plus(width.multipliedBy(bucket));
  }

  /** A span may be too long for nanoseconds. */
  private static long micros(Duration width) {
    return width.toSeconds() * 1_000_000 + width.toNanosPart() / 1_000;
  }

  /** False if it took too long. */
  private boolean count(int from, int to, Duration most) {
    try {
      database.transact(
          handle -> {
            Budget.limit(handle, most);
            EntryCondition condition =
                EntryCondition.of(handle, LogTable.LOGS, filter)
                    .and("l.time >= ?", boundary(from))
                    .and("l.time < ?", boundary(to));
            String sql =
                "SELECT floor(extract(epoch FROM l.time - ?::timestamptz) * 1000000 / ?)::int AS i, l.level, count(*)"
                    + " FROM logs AS l WHERE "
                    + condition.sql()
                    + " GROUP BY i, l.level";
            try (Query query = handle.createQuery(sql)) {
              query.bind(0, start.toString()).bind(1, micros(width));
              condition.bind(query, 2);
              return query
                  .map(
                      (row, context) ->
                          counts
                              .get(row.getInt(1))
                              .put(Level.valueOf(row.getString(2)), row.getLong(3)))
                  .list();
            }
          });
      return true;
    } catch (RuntimeException error) {
      if (SqlErrors.is(error, SqlErrors.QUERY_CANCELED)) {
        return false;
      }
      throw error;
    }
  }
}
