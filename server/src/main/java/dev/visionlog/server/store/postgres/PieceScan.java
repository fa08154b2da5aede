package dev.visionlog.server.store.postgres;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.filter.FilterFields;
import dev.visionlog.server.filter.TimeRange;
import dev.visionlog.server.model.Entry;
import dev.visionlog.server.store.EntryKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The next entries of all that match, oldest first: looks into one day, then into more and more of
 * them at once.
 *
 * <p>A query without an end is planned for all partitions that follow and opens each of them. Over
 * a year that takes far longer than to read a piece.
 */
final class PieceScan<E extends Entry<E>> {
  private static final Duration FIRST_WIDTH = Duration.ofDays(1);
  private static final int FACTOR = 4;

  private final EntryTable<E> table;
  private final Filter filter;
  private final Optional<EntryKey> after;
  private final Instant receivedBy;

  PieceScan(EntryTable<E> table, Filter filter, Optional<EntryKey> after, Instant receivedBy) {
    this.table = table;
    this.filter = filter;
    this.after = after;
    this.receivedBy = receivedBy;
  }

  /**
   * @param handle in a transaction that sees the database as it is at one moment
   */
  List<E> next(Handle handle, int limit) {
    TimeRange range = FilterFields.timeRange(filter);
    Span period = Span.ALL.within(range.from(), range.to());
    Instant from = begin(handle, period);
    Duration width = FIRST_WIDTH;
    List<E> found = new ArrayList<>();
    while (from.isBefore(period.to()) && found.size() < limit) {
      Instant to = CountSpans.floor(from, CountSpans.DAY).plus(width);
      found.addAll(query(handle, from, to, limit - found.size()));
      from = to;
      width = width.multipliedBy(FACTOR);
    }
    return found;
  }

  /** Where the last piece ended, or where something can match for the first time. */
  private Instant begin(Handle handle, Span period) {
    if (after.isPresent()) {
      return after.get().time();
    }
    Filter countable = FilterFields.countable(filter, table.schema());
    return TimeEdges.Minutes.of(handle, table, countable, CountSpans.wholeMinutes(period))
        .map(minutes -> minutes.first().within(period).from())
        .orElse(Span.END);
  }

  private List<E> query(Handle handle, Instant from, Instant to, int limit) {
    EntryCondition condition =
        EntryCondition.of(handle, table, filter)
            .and("l.received_time <= ?", receivedBy)
            .and("l.time >= ?", from)
            .and("l.time < ?", to);
    after.ifPresent(key -> condition.and("(l.time, l.id) > (?, ?)", key.time(), key.id()));
    String sql =
        "SELECT "
            + table.selected()
            + ", 0 FROM "
            + table.rows()
            + " WHERE "
            + condition.sql()
            + " ORDER BY time, id LIMIT ?";
    try (Query query = handle.createQuery(sql)) {
      int next = condition.bind(query, 0);
      return query.bind(next, limit).map((row, context) -> table.read(row)).list();
    }
  }
}
