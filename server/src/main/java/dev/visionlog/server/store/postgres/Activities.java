package dev.visionlog.server.store.postgres;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.model.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * What each source, or each camera, has logged, and when for the last time.
 *
 * <p>The last time comes from the rows of a single day. Which day that is, the counts tell: first
 * those of the longest buckets, then those of shorter ones in the last bucket of each key.
 */
final class Activities {
  private static final String LAST_TIMES =
      """
      SELECT active.key,
             (SELECT time FROM logs AS l WHERE l.%s = active.key AND time >= ? AND time < ?
               ORDER BY time DESC LIMIT 1)
        FROM unnest(?::%s[]) AS active(key)
      """;

  private final Handle handle;
  private final Key key;
  private final Instant from;
  private final Map<String, Activity> activities = new TreeMap<>();

  /** What to group by. */
  enum Key {
    SOURCE("source", "text", ""),
    CAMERA("camera_id", "bigint", "WHERE c.camera_id <> " + CountKey.NO_CAMERA);

    private final String column;
    private final String type;
    private final String condition;

    Key(String column, String type, String condition) {
      this.column = column;
      this.type = type;
      this.condition = condition;
    }
  }

  /**
   * @param handle in a transaction that sees the database as it is at one moment
   * @param from on a whole minute
   */
  Activities(Handle handle, Key key, Instant from) {
    this.handle = handle;
    this.key = key;
    this.from = from;
  }

  /** By key: the source, or the camera's id as text. */
  Map<String, Activity> read() {
    count();
    if (activities.isEmpty()) {
      return activities;
    }
    int longer = CountSpans.LONGEST;
    for (int span : CountSpans.downTo(CountSpans.DAY)) {
      if (span < longer) {
        narrow(longer, span);
        longer = span;
      }
    }
    lastBuckets().forEach(this::findLastTimes);
    return activities;
  }

  private void count() {
    try (Query query =
        query(
            "SELECT key, level, max(bucket), sum(count)",
            "GROUP BY key, level",
            List.of(new Span(from, Span.END)),
            CountSpans.LONGEST)) {
      query.map((row, context) -> count(row)).list();
    }
  }

  private Activity count(ResultSet row) throws SQLException {
    return activity(row.getString(1))
        .wrote(Level.valueOf(row.getString(2)), Rows.instant(row, 3), row.getLong(4));
  }

  /** Finds the last shorter bucket within the longer one. */
  private void narrow(int longer, int span) {
    List<Span> periods = lastPeriods(longer);
    activities.values().forEach(activity -> activity.bucket = Span.BEGINNING);
    try (Query query = query("SELECT key, max(bucket)", "GROUP BY key", periods, span)) {
      query.map((row, context) -> activity(row.getString(1)).wrote(Rows.instant(row, 2))).list();
    }
  }

  /** Of the counts of each key and level in each bucket. */
  private Query query(String select, String groupBy, List<Span> periods, int longest) {
    String bucket = Counters.bucket(longest);
    return new Counters(handle, LogTable.LOGS)
        .query(
            "%s FROM (SELECT c.%s AS key, c.level AS level, %s AS bucket, sum(c.count) AS count"
                .formatted(select, key.column, bucket),
            "%s GROUP BY c.%s, c.level, %s %s) AS counted %s"
                .formatted(key.condition, key.column, bucket, Counters.HAVING_SOME, groupBy),
            Filter.ALL,
            periods,
            longest);
  }

  private Activity activity(String name) {
    return activities.computeIfAbsent(name, added -> new Activity());
  }

  private List<Span> lastPeriods(int span) {
    return lastBuckets().stream()
        .map(bucket -> Span.bucket(bucket, span))
        .map(period -> period.within(from, null))
        .toList();
  }

  private Set<Instant> lastBuckets() {
    return activities.values().stream()
        .map(activity -> activity.bucket)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void findLastTimes(Instant day) {
    List<Object> keys = new ArrayList<>();
    activities.forEach(
        (name, activity) -> {
          if (activity.bucket.equals(day)) {
            keys.add(name);
          }
        });
    try (Query query = handle.createQuery(LAST_TIMES.formatted(key.column, key.type))) {
      query
          .bind(0, day.atOffset(ZoneOffset.UTC))
          .bind(1, day.plus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
          .bindBySqlType(2, Counters.array(handle, key.type, keys), Types.ARRAY)
          .map((row, context) -> activity(row.getString(1)).last = Rows.optionalInstant(row, 2))
          .list();
    }
  }

  /** Of one source or camera. */
  static final class Activity {
    private final Map<Level, Long> levels = new EnumMap<>(Level.class);
    private Instant bucket = Span.BEGINNING;
    private @Nullable Instant last;

    private Activity wrote(Level level, Instant bucket, long count) {
      levels.merge(level, count, Long::sum);
      return wrote(bucket);
    }

    private Activity wrote(Instant bucket) {
      this.bucket = bucket.isAfter(this.bucket) ? bucket : this.bucket;
      return this;
    }

    Map<Level, Long> levels() {
      return levels;
    }

    Optional<Instant> last() {
      return Optional.ofNullable(last);
    }
  }
}
