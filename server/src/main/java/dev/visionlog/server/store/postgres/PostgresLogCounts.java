package dev.visionlog.server.store.postgres;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.filter.FilterFields;
import dev.visionlog.server.filter.FilterSchema;
import dev.visionlog.server.model.Level;
import dev.visionlog.server.store.LogCounts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.Query;

/** Counts from {@code log_counts}; the times of first and last entries from the rows, by index. */
final class PostgresLogCounts implements LogCounts {
  private final Database database;

  PostgresLogCounts(Database database) {
    this.database = database;
  }

  @Override
  public Stats stats(Filter filter, Instant start, Optional<Instant> end) {
    Span period = Span.of(start, end);
    return database.snapshot(
        TableNames.LOGS,
        handle -> {
          Tally tally = new Tally();
          try (Query query =
              new Counters(handle, LogTable.LOGS)
                  .query(
                      "SELECT c.level, c.source, c.camera_id, sum(c.count)",
                      "GROUP BY c.level, c.source, c.camera_id " + Counters.HAVING_SOME,
                      filter,
                      period,
                      CountSpans.LONGEST)) {
            query.map((row, context) -> tally.add(row)).list();
          }
          TimeEdges edges = TimeEdges.of(handle, LogTable.LOGS, filter, period);
          return new Stats(
              tally.levels,
              tally.sources.size(),
              tally.cameras.size(),
              edges.first(),
              edges.last());
        });
  }

  @Override
  public List<Source> sources() {
    return activities(Activities.Key.SOURCE, Span.BEGINNING)
        .map(
            source ->
                new Source(source.getKey(), source.getValue().levels(), source.getValue().last()))
        .toList();
  }

  @Override
  public List<Camera> cameras(Instant start) {
    return activities(Activities.Key.CAMERA, CountSpans.floor(start, CountSpans.MINUTE))
        .map(
            camera ->
                new Camera(
                    Long.parseLong(camera.getKey()),
                    camera.getValue().levels(),
                    camera.getValue().last()))
        .sorted(Comparator.comparingLong(Camera::id))
        .toList();
  }

  private Stream<Map.Entry<String, Activities.Activity>> activities(
      Activities.Key key, Instant from) {
    return database
        .snapshot(TableNames.LOGS, handle -> new Activities(handle, key, from).read())
        .entrySet()
        .stream();
  }

  @Override
  public List<Silence> silences(Instant start, Instant now, Duration least) {
    Instant from = CountSpans.floor(start, CountSpans.MINUTE);
    List<Instant> minutes =
        database.read(
            handle -> {
              try (Query query =
                  new Counters(handle, LogTable.LOGS)
                      .query(
                          "SELECT c.bucket",
                          "GROUP BY c.bucket " + Counters.HAVING_SOME + " ORDER BY c.bucket",
                          Filter.ALL,
                          new Span(from, CountSpans.ceil(now, CountSpans.MINUTE)),
                          CountSpans.MINUTE)) {
                return query.map((row, context) -> Rows.instant(row, 1)).list();
              }
            });
    return silences(minutes, now, least);
  }

  private static List<Silence> silences(List<Instant> minutes, Instant now, Duration least) {
    List<Silence> silences = new ArrayList<>();
    for (int i = 0; i < minutes.size(); i++) {
      Instant from = minutes.get(i).plus(Duration.ofMinutes(1));
      Instant to = i + 1 < minutes.size() ? minutes.get(i + 1) : now;
      if (Duration.between(from, to).compareTo(least) >= 0) {
        silences.add(new Silence(from, to));
      }
    }
    return silences;
  }

  @Override
  public Histogram histogram(
      Filter filter, Instant start, Duration width, int buckets, Duration budget) {
    boolean wholeMinutes =
        width.equals(Duration.ofMinutes(width.toMinutes()))
            && CountSpans.floor(start, 1).equals(start);
    if (wholeMinutes && FilterFields.isCountable(filter, FilterSchema.LOGS)) {
      return new Histogram(fromCounters(filter, start, width, buckets), Optional.empty());
    }
    return new HistogramSearch(database, filter, start, width, buckets, budget).run();
  }

  private List<Map<Level, Long>> fromCounters(
      Filter filter, Instant start, Duration width, int buckets) {
    List<Map<Level, Long>> counts = HistogramSearch.empty(buckets);
    database.read(
        handle -> {
          try (Query query =
              new Counters(handle, LogTable.LOGS)
                  .query(
                      "SELECT c.period, c.level, sum(c.count)",
                      "GROUP BY c.period, c.level " + Counters.HAVING_SOME,
                      filter,
                      Span.equal(start, width, buckets),
                      CountSpans.LONGEST)) {
            return query
                .map(
                    (row, context) ->
                        counts
                            .get(row.getInt(1))
                            .put(Level.valueOf(row.getString(2)), row.getLong(3)))
                .list();
          }
        });
    return counts;
  }

  /** Sums of stats. */
  private static final class Tally {
    final Map<Level, Long> levels = new EnumMap<>(Level.class);
    final Set<String> sources = new HashSet<>();
    final Set<Long> cameras = new HashSet<>();

    Tally add(ResultSet row) throws SQLException {
      levels.merge(Level.valueOf(row.getString(1)), row.getLong(4), Long::sum);
      sources.add(row.getString(2));
      long camera = row.getLong(3);
      if (camera != CountKey.NO_CAMERA) {
        cameras.add(camera);
      }
      return this;
    }
  }
}
