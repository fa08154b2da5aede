package dev.visionlog.server.store.postgres;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.filter.FilterSql;
import dev.visionlog.server.filter.SqlCondition;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads the counts of one kind of entries and those that have not been moved there yet. In one
 * statement, which sees both as of one moment.
 */
final class Counters {
  /** Counts may be taken away again by those that are not moved yet. */
  static final String HAVING_SOME = "HAVING sum(c.count) <> 0";

  /**
   * With OFFSET, PostgreSQL looks up each part by the index. Of a plain join with the parts it
   * thinks that it needs most of the table, and reads all of it.
   */
  private static final String COUNTS =
      """
      SELECT parts.period, part.*
        FROM unnest(?::int[], ?::int[], ?::timestamptz[], ?::timestamptz[]) AS parts(period, span, low, high),
             LATERAL (SELECT %1$s FROM %2$s AS c
                       WHERE c.span = parts.span AND c.bucket >= parts.low AND c.bucket < parts.high AND (%4$s)
                      OFFSET 0) AS part
      UNION ALL
      SELECT spans.period - 1, %1$s
        FROM %3$s AS c, LATERAL (SELECT width_bucket(c.bucket, ?::timestamptz[]) AS period OFFSET 0) AS spans
       WHERE spans.period > 0 AND c.bucket < (?::timestamptz[])[spans.period] AND (%4$s)
      """;

  /** The first or the last bucket of each part of a period. */
  private static final String PART_ENDS =
      """
      SELECT %4$s, parts.span, found.bucket
        FROM unnest(?::int[], ?::int[], ?::timestamptz[], ?::timestamptz[]) AS parts(period, span, low, high),
             LATERAL (SELECT c.bucket FROM %1$s AS c
                       WHERE c.span = parts.span AND c.bucket >= parts.low AND c.bucket < parts.high
                         AND c.count > 0 AND (%3$s)
                       ORDER BY c.bucket %5$s LIMIT 1) AS found
      UNION ALL
      """;

  private static final String PENDING_ENDS =
      """
      SELECT ends.is_last, 1, ends.bucket
        FROM (SELECT min(c.bucket) AS first, max(c.bucket) AS last FROM %2$s AS c
               WHERE c.bucket >= ?::timestamptz AND c.bucket < ?::timestamptz AND c.count > 0 AND (%3$s)) AS pending,
             LATERAL (VALUES (false, pending.first), (true, pending.last)) AS ends(is_last, bucket)
       WHERE ends.bucket IS NOT NULL
      """;

  private final Handle handle;
  private final EntryTable<?> table;

  Counters(Handle handle, EntryTable<?> table) {
    this.handle = handle;
    this.table = table;
  }

  /** The bucket of so many minutes in which {@code c.bucket} lies. */
  static String bucket(int minutes) {
    return "count_bucket(" + minutes + ", c.bucket)";
  }

  /** How many entries a bucket has. */
  record Bucket(Span span, long count) {}

  /**
   * The buckets that have something, in order.
   *
   * @param spans as for {@link #query(String, String, Filter, List, int)}
   */
  List<Bucket> buckets(Filter filter, List<Span> spans, int minutes) {
    String bucket = bucket(minutes);
    String groupBy = "GROUP BY %s %s ORDER BY 1".formatted(bucket, HAVING_SOME);
    try (Query query =
        query("SELECT %s, sum(c.count)".formatted(bucket), groupBy, filter, spans, minutes)) {
      return query
          .map(
              (row, context) ->
                  new Bucket(Span.bucket(Rows.instant(row, 1), minutes), row.getLong(2)))
          .list();
    }
  }

  /** A bucket at an end of what has been counted. */
  record End(boolean isLast, Span bucket) {}

  /**
   * The first buckets of one period and the last of another, in no order: one of each part of the
   * period and one of what has not been moved. What a deletion has taken away within the last
   * second may still be counted.
   *
   * @param longest the largest bucket, in minutes
   */
  List<End> ends(Filter filter, Span first, Span last, int longest) {
    SqlCondition condition = FilterSql.compile(filter, table.countColumns());
    String sql =
        ends(PART_ENDS, condition, "false", "")
            + ends(PART_ENDS, condition, "true", "DESC")
            + ends(PENDING_ENDS, condition, "", "");
    try (Query query = handle.createQuery(sql)) {
      int next = bindParts(query, 0, List.of(first), longest);
      next = bind(query, next, condition);
      next = bindParts(query, next, List.of(last), longest);
      next = bind(query, next, condition);
      query.bind(next++, text(first.from()));
      query.bind(next++, text(last.to()));
      bind(query, next, condition);
      return query
          .map(
              (row, context) ->
                  new End(row.getBoolean(1), Span.bucket(Rows.instant(row, 3), row.getInt(2))))
          .list();
    }
  }

  private String ends(String sql, SqlCondition condition, String isLast, String order) {
    TableNames names = table.names();
    return sql.formatted(names.counts(), names.pendingCounts(), condition.sql(), isLast, order);
  }

  /** The number of entries in whole minutes. */
  long total(Filter filter, Span span) {
    try (Query query =
        query("SELECT coalesce(sum(c.count), 0)", "", filter, span, CountSpans.LONGEST)) {
      return query.mapTo(Long.class).one();
    }
  }

  /**
   * A query over the counts {@code c} of whole minutes.
   *
   * @param longest the largest bucket, in minutes, that the caller can use
   */
  Query query(String select, String groupBy, Filter filter, Span span, int longest) {
    return query(select, groupBy, filter, List.of(span), longest);
  }

  /**
   * The same for several periods: {@code c.period} is the number of each, from 0.
   *
   * @param spans at least one, in order, without a minute that is in two of them
   */
  Query query(String select, String groupBy, Filter filter, List<Span> spans, int longest) {
    SqlCondition condition = FilterSql.compile(filter, table.countColumns());
    String counts =
        COUNTS.formatted(
            table.counted().stream().map(column -> "c." + column).collect(Collectors.joining(", ")),
            table.names().counts(),
            table.names().pendingCounts(),
            condition.sql());
    Query query = handle.createQuery("%s FROM (%s) AS c %s".formatted(select, counts, groupBy));
    int next = bindParts(query, 0, spans, longest);
    next = bind(query, next, condition);
    query.bindBySqlType(next++, times(spans.stream().map(Span::from).toList()), Types.ARRAY);
    query.bindBySqlType(next++, times(spans.stream().map(Span::to).toList()), Types.ARRAY);
    bind(query, next, condition);
    return query;
  }

  private int bindParts(Query query, int from, List<Span> spans, int longest) {
    List<Object> numbers = new ArrayList<>();
    List<Object> minutes = new ArrayList<>();
    List<Instant> lows = new ArrayList<>();
    List<Instant> highs = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      for (CountSpans.Part part : CountSpans.of(spans.get(i), longest).parts()) {
        numbers.add(i);
        minutes.add(part.minutes());
        lows.add(part.starts().from());
        highs.add(part.starts().to());
      }
    }
    query
        .bindBySqlType(from, array(handle, "int4", numbers), Types.ARRAY)
        .bindBySqlType(from + 1, array(handle, "int4", minutes), Types.ARRAY)
        .bindBySqlType(from + 2, times(lows), Types.ARRAY)
        .bindBySqlType(from + 3, times(highs), Types.ARRAY);
    return from + 4;
  }

  private static int bind(Query query, int from, SqlCondition condition) {
    int next = from;
    for (Object value : condition.bindings()) {
      query.bind(next++, value);
    }
    return next;
  }

  private Array times(List<Instant> times) {
    return array(handle, "timestamptz", times.stream().<Object>map(Counters::text).toList());
  }

  static Array array(Handle handle, String type, List<Object> values) {
    try {
      return handle.getConnection().createArrayOf(type, values.toArray());
    } catch (SQLException error) {
      throw SqlErrors.translate(error);
    }
  }

  private static String text(Instant time) {
    return time.isBefore(Span.END) ? time.toString() : "infinity";
  }
}
