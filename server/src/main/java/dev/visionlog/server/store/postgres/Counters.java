package dev.visionlog.server.store.postgres;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.filter.FilterSql;
import dev.visionlog.server.filter.SqlCondition;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads the counts of one kind of entries and those that have not been moved there yet. In one
 * statement, which sees both as of one moment.
 */
final class Counters {
  /** Before any time that can be stored, and the start of a day. */
  static final Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");

  /** After any time that can be stored, and the start of a day. */
  static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  /** Counts may be taken away again by those that are not moved yet. */
  static final String HAVING_SOME = "HAVING sum(c.count) <> 0";

  /**
   * A query of its own for each part of the period: of a join with the parts PostgreSQL thinks that
   * it needs most of the table, and reads all of it.
   */
  private static final String PART =
      """
      SELECT %1$s
        FROM %2$s AS n
       WHERE n.span = ? AND n.bucket >= ?::timestamptz AND n.bucket < ?::timestamptz
      UNION ALL
      """;

  private static final String PENDING =
      """
      SELECT %1$s
        FROM %2$s AS n
       WHERE n.bucket >= ?::timestamptz AND n.bucket < ?::timestamptz
      """;

  private final Handle handle;
  private final EntryTable<?> table;

  Counters(Handle handle, EntryTable<?> table) {
    this.handle = handle;
    this.table = table;
  }

  /** The number of entries in whole minutes. */
  long total(Filter filter, Instant from, Optional<Instant> to) {
    try (Query query =
        query("SELECT coalesce(sum(c.count), 0)", "", filter, from, to, CountSpans.DAY)) {
      return query.mapTo(Long.class).one();
    }
  }

  /**
   * A query over the counts {@code c} of whole minutes.
   *
   * @param coarsest the largest bucket, in minutes, that the caller can use
   * @param first bindings of {@code select}, which come first
   */
  Query query(
      String select,
      String groupBy,
      Filter filter,
      Instant from,
      Optional<Instant> to,
      int coarsest,
      Object... first) {
    SqlCondition condition = FilterSql.compile(filter, table.countColumns());
    List<CountSpans.Part> parts = CountSpans.of(from, to, coarsest).parts();
    String sql =
        "%s FROM (%s) AS c WHERE (%s) %s"
            .formatted(select, counts(parts.size()), condition.sql(), groupBy);
    Query query = handle.createQuery(sql);
    int next = 0;
    for (Object value : first) {
      query.bind(next++, value);
    }
    for (CountSpans.Part part : parts) {
      query.bind(next++, part.span());
      query.bind(next++, text(part.from()));
      query.bind(next++, text(part.to()));
    }
    query.bind(next++, text(from));
    query.bind(next++, text(to));
    for (Object value : condition.bindings()) {
      query.bind(next++, value);
    }
    return query;
  }

  private String counts(int parts) {
    String columns =
        table.counted().stream().map(column -> "n." + column).collect(Collectors.joining(", "));
    return PART.formatted(columns, table.names().counts()).repeat(parts)
        + PENDING.formatted(columns, table.names().pendingCounts());
  }

  static Array array(Handle handle, String type, List<Object> values) {
    try {
      return handle.getConnection().createArrayOf(type, values.toArray());
    } catch (SQLException error) {
      throw SqlErrors.translate(error);
    }
  }

  private static String text(Optional<Instant> time) {
    return time.map(Counters::text).orElse("infinity");
  }

  /** Nothing is stored beyond the year 9999, whose last minute ends there. */
  private static String text(Instant time) {
    return time.isBefore(END) ? time.toString() : "infinity";
  }
}
