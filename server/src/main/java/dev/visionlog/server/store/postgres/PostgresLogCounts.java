package dev.visionlog.server.store.postgres;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.filter.FilterFields;
import dev.visionlog.server.filter.FilterSchema;
import dev.visionlog.server.model.Level;
import dev.visionlog.server.store.LogCounts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Counts from {@code log_counts}; the times of first and last entries from the rows, by index. */
final class PostgresLogCounts implements LogCounts {
  /** Every source or camera has written on the last day for which it has a count: look there. */
  private static final String LAST_TIMES =
      """
      SELECT active.key,
             (SELECT time FROM logs AS l
               WHERE %s = active.key AND time >= active.day AND time < active.day + interval '1 day'
               ORDER BY time DESC LIMIT 1)
        FROM unnest(?::%s[], ?::timestamptz[]) AS active(key, day)
      """;

  /** Counts that are still to be moved stand in minutes; those of one day must cancel out. */
  private static final String DAY =
      "date_bin(interval '1 day', c.bucket, '0001-01-01 00:00:00+00')";

  private final Database database;

  PostgresLogCounts(Database database) {
    this.database = database;
  }

  @Override
  public Stats stats(Filter filter, Instant start, Optional<Instant> end) {
    return database.snapshot(
        handle -> {
          Tally tally = new Tally();
          try (Query query =
              new Counters(handle, LogTable.LOGS)
                  .query(
                      "SELECT c.level, c.source, c.camera_id, sum(c.count)",
                      "GROUP BY c.level, c.source, c.camera_id " + Counters.HAVING_SOME,
                      filter,
                      start,
                      end,
                      CountSpans.DAY)) {
            query.map((row, context) -> tally.add(row)).list();
          }
          return new Stats(
              tally.levels,
              tally.sources.size(),
              tally.cameras.size(),
              TimeEdges.first(handle, LogTable.LOGS, filter, start, end),
              TimeEdges.last(handle, LogTable.LOGS, filter, start, end));
        });
  }

  @Override
  public List<Source> sources() {
    return database.snapshot(
        handle -> {
          Map<String, Activity> sources = activities(handle, "source", "true", Counters.BEGINNING);
          Map<String, Instant> last = lastTimes(handle, "l.source", "text", sources);
          return sources.entrySet().stream()
              .map(
                  source ->
                      new Source(
                          source.getKey(),
                          source.getValue().levels,
                          Optional.ofNullable(last.get(source.getKey()))))
              .toList();
        });
  }

  @Override
  public List<Camera> cameras(Instant start) {
    Instant from = CountSpans.floor(start, CountSpans.MINUTE);
    return database.snapshot(
        handle -> {
          Map<String, Activity> cameras =
              activities(handle, "camera_id", "c.camera_id <> " + CountKey.NO_CAMERA, from);
          Map<String, Instant> last = lastTimes(handle, "l.camera_id", "bigint", cameras);
          return cameras.entrySet().stream()
              .map(
                  camera ->
                      new Camera(
                          Long.parseLong(camera.getKey()),
                          camera.getValue().levels,
                          Optional.ofNullable(last.get(camera.getKey()))))
              .sorted(Comparator.comparingLong(Camera::id))
              .toList();
        });
  }

  private static Map<String, Activity> activities(
      Handle handle, String column, String condition, Instant from) {
    Map<String, Activity> activities = new TreeMap<>();
    try (Query query =
        new Counters(handle, LogTable.LOGS)
            .query(
                "SELECT c." + column + ", c.level, sum(c.count), " + DAY + " AS day",
                "AND "
                    + condition
                    + " GROUP BY c."
                    + column
                    + ", c.level, day "
                    + Counters.HAVING_SOME,
                Filter.ALL,
                from,
                Optional.empty(),
                CountSpans.DAY)) {
      query
          .map(
              (row, context) ->
                  activities
                      .computeIfAbsent(row.getString(1), name -> new Activity())
                      .add(Level.valueOf(row.getString(2)), row.getLong(3), Rows.instant(row, 4)))
          .list();
    }
    return activities;
  }

  private static Map<String, Instant> lastTimes(
      Handle handle, String column, String type, Map<String, Activity> activities) {
    Map<String, Instant> times = new HashMap<>();
    List<Object> keys = new ArrayList<>();
    List<Object> days = new ArrayList<>();
    activities.forEach(
        (key, activity) -> {
          keys.add(key);
          days.add(String.valueOf(activity.lastDay));
        });
    try (Query query = handle.createQuery(LAST_TIMES.formatted(column, type))) {
      query
          .bindBySqlType(0, Counters.array(handle, type, keys), Types.ARRAY)
          .bindBySqlType(1, Counters.array(handle, "timestamptz", days), Types.ARRAY)
          .map((row, context) -> times.put(row.getString(1), Rows.instant(row, 2)))
          .list();
    }
    return times;
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
                          from,
                          Optional.of(CountSpans.ceil(now, CountSpans.MINUTE)),
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
    boolean wholeHours =
        width.toMinutes() % CountSpans.HOUR == 0
            && CountSpans.floor(start, CountSpans.HOUR).equals(start);
    List<Map<Level, Long>> counts = HistogramSearch.empty(buckets);
    database.read(
        handle -> {
          try (Query query =
              new Counters(handle, LogTable.LOGS)
                  .query(
                      "SELECT floor(extract(epoch FROM c.bucket - ?::timestamptz) / ?)::int AS i, c.level, sum(c.count)",
                      "GROUP BY i, c.level " + Counters.HAVING_SOME,
                      filter,
                      start,
                      Optional.of(start.plus(width.multipliedBy(buckets))),
                      wholeHours ? CountSpans.HOUR : CountSpans.MINUTE,
                      start.toString(),
                      width.toSeconds())) {
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

  /** What one source or camera has written. */
  private static final class Activity {
    final Map<Level, Long> levels = new EnumMap<>(Level.class);
    Instant lastDay = Counters.BEGINNING;

    Activity add(Level level, long count, Instant bucket) {
      levels.merge(level, count, Long::sum);
      if (bucket.isAfter(lastDay)) {
        lastDay = bucket;
      }
      return this;
    }
  }
}
