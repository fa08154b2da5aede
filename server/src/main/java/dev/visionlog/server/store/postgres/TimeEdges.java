package dev.visionlog.server.store.postgres;

import dev.visionlog.server.filter.Filter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The first and the last time in a period of what matches a countable filter.
 *
 * <p>The counts narrow both down to a minute, the longest buckets first; the rows of that are
 * looked at. To ask the rows alone, PostgreSQL would open all partitions.
 */
record TimeEdges(Optional<Instant> first, Optional<Instant> last) {

  /**
   * @param handle in a transaction that sees the database as it is at one moment
   * @param period of whole minutes
   */
  static TimeEdges of(Handle handle, EntryTable<?> table, Filter filter, Span period) {
    return Minutes.of(handle, table, filter, period)
        .map(minutes -> of(handle, table, filter, period, minutes))
        .orElse(new TimeEdges(Optional.empty(), Optional.empty()));
  }

  private static TimeEdges of(
      Handle handle, EntryTable<?> table, Filter filter, Span period, Minutes minutes) {
    return new TimeEdges(
        edge(handle, table, filter, minutes.first).or(() -> edge(handle, table, filter, period)),
        lastEdge(handle, table, filter, minutes.last)
            .or(() -> lastEdge(handle, table, filter, period)));
  }

  /**
   * The minutes in which they are, but for what a deletion has taken away within the last second.
   */
  record Minutes(Span first, Span last) {

    /**
     * Empty if nothing matches.
     *
     * @param handle in a transaction that sees the database as it is at one moment
     */
    static Optional<Minutes> of(Handle handle, EntryTable<?> table, Filter filter, Span period) {
      Counters counters = new Counters(handle, table);
      Minutes found = new Minutes(period, period);
      for (int minutes : levels(filter)) {
        List<Counters.End> ends = counters.ends(filter, found.first, found.last, minutes);
        if (ends.isEmpty()) {
          return Optional.empty();
        }
        found =
            new Minutes(
                spans(ends, false).reduce(TimeEdges::earlier).orElse(found.first).within(period),
                spans(ends, true).reduce(TimeEdges::later).orElse(found.last).within(period));
      }
      return Optional.of(found);
    }
  }

  /** Each minute has something that matches everything: there is no need to look for it. */
  private static List<Integer> levels(Filter filter) {
    return filter == Filter.ALL ? List.of(CountSpans.MINUTE) : CountSpans.downTo(CountSpans.MINUTE);
  }

  private static Stream<Span> spans(List<Counters.End> ends, boolean last) {
    return ends.stream().filter(end -> end.isLast() == last).map(Counters.End::bucket);
  }

  /**
   * Of two of which one may lie within the other, the longer one: there may be earlier ones in it.
   */
  private static Span earlier(Span one, Span other) {
    return one.from().isBefore(other.from()) ? one : other;
  }

  private static Span later(Span one, Span other) {
    return one.to().isAfter(other.to()) ? one : other;
  }

  private static Optional<Instant> edge(
      Handle handle, EntryTable<?> table, Filter filter, Span span) {
    return edge(handle, table, filter, span, "");
  }

  private static Optional<Instant> lastEdge(
      Handle handle, EntryTable<?> table, Filter filter, Span span) {
    return edge(handle, table, filter, span, "DESC");
  }

  private static Optional<Instant> edge(
      Handle handle, EntryTable<?> table, Filter filter, Span span, String order) {
    EntryCondition condition =
        EntryCondition.of(handle, table, filter)
            .and("l.time >= ?", span.from())
            .and("l.time < ?", span.to());
    String sql =
        "SELECT l.time FROM %s WHERE %s ORDER BY l.time %s LIMIT 1"
            .formatted(table.rows(), condition.sql(), order);
    try (Query query = handle.createQuery(sql)) {
      condition.bind(query, 0);
      return query.map((row, context) -> Rows.instant(row, 1)).findOne();
    }
  }
}
