package dev.visionlog.server.store.postgres;

import dev.visionlog.server.filter.Filter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Finds the first and the last time of a period in which something matches a countable filter. */
final class TimeEdges {
  private TimeEdges() {}

  static Optional<Instant> first(
      Handle handle, EntryTable<?> table, Filter filter, Instant start, Optional<Instant> end) {
    return edge(handle, table, filter, start, end, false);
  }

  static Optional<Instant> last(
      Handle handle, EntryTable<?> table, Filter filter, Instant start, Optional<Instant> end) {
    return edge(handle, table, filter, start, end, true);
  }

  /** The first or last time: the bucket from the counters, the time in it from the rows. */
  private static Optional<Instant> edge(
      Handle handle,
      EntryTable<?> table,
      Filter filter,
      Instant start,
      Optional<Instant> end,
      boolean last) {
    Instant from = start;
    Optional<Instant> to = end;
    if (filter != Filter.ALL) {
      Optional<Bucket> bucket = edgeBucket(handle, table, filter, start, end, last);
      if (bucket.isEmpty()) {
        return Optional.empty();
      }
      from = bucket.get().from();
      to = Optional.of(bucket.get().to());
    }
    EntryCondition condition = EntryCondition.of(handle, table, filter).and("l.time >= ?", from);
    to.ifPresent(time -> condition.and("l.time < ?", time));
    String sql =
        "SELECT l.time FROM "
            + table.rows()
            + " WHERE "
            + condition.sql()
            + " ORDER BY l.time "
            + (last ? "DESC" : "")
            + " LIMIT 1";
    try (Query query = handle.createQuery(sql)) {
      condition.bind(query, 0);
      return query.map((row, context) -> Rows.instant(row, 1)).findOne();
    }
  }

  private record Bucket(Instant from, Instant to) {}

  /** Narrows the place of the first or last entry down to an hour. */
  private static Optional<Bucket> edgeBucket(
      Handle handle,
      EntryTable<?> table,
      Filter filter,
      Instant start,
      Optional<Instant> end,
      boolean last) {
    Instant from = start;
    Optional<Instant> to = end;
    for (int span : new int[] {CountSpans.DAY, CountSpans.HOUR}) {
      Optional<Instant> found = edgeBucket(handle, table, filter, from, to, span, last);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      from = later(start, CountSpans.floor(found.get(), span));
      Instant bucketEnd = CountSpans.floor(found.get(), span).plus(Duration.ofMinutes(span));
      to = Optional.of(end.isPresent() && end.get().isBefore(bucketEnd) ? end.get() : bucketEnd);
    }
    return Optional.of(new Bucket(from, to.orElseThrow()));
  }

  private static Optional<Instant> edgeBucket(
      Handle handle,
      EntryTable<?> table,
      Filter filter,
      Instant from,
      Optional<Instant> to,
      int span,
      boolean last) {
    String order = last ? "DESC" : "";
    try (Query query =
        new Counters(handle, table)
            .query(
                "SELECT date_bin(make_interval(mins => "
                    + span
                    + "), c.bucket, '0001-01-01 00:00:00+00') AS bin",
                "GROUP BY bin " + Counters.HAVING_SOME + " ORDER BY bin " + order + " LIMIT 1",
                filter,
                from,
                to,
                span)) {
      return query.map((row, context) -> Rows.instant(row, 1)).findOne();
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
