package dev.visionlog.server.store.postgres;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.filter.FilterFields;
import dev.visionlog.server.filter.TimeRange;
import dev.visionlog.server.model.Entry;
import dev.visionlog.server.store.EntryKey;
import dev.visionlog.server.store.EntryPage;
import dev.visionlog.server.store.EntrySearch;
import dev.visionlog.server.store.EntryStore;
import dev.visionlog.server.store.Total;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Finds entries of one kind. */
final class PostgresEntryStore<E extends Entry<E>> implements EntryStore<E> {
  private static final long COUNT_BOUND = 10_000;

  private final Database database;
  private final EntryTable<E> table;

  PostgresEntryStore(Database database, EntryTable<E> table) {
    this.database = database;
    this.table = table;
  }

  @Override
  public Optional<E> get(long id) {
    return database.read(
        handle -> {
          EntryCondition condition = EntryCondition.ofId(handle, table, id);
          String sql =
              "SELECT %s, %s FROM %s WHERE %s"
                  .formatted(table.selected(), table.position(), table.rows(), condition.sql());
          try (Query query = handle.createQuery(sql)) {
            condition.bind(query, 0);
            return query.map((row, context) -> table.read(row)).findOne();
          }
        });
  }

  @Override
  public EntryPage<E> search(EntrySearch search) {
    return new PageSearch<>(database, table, search).run();
  }

  @Override
  public Total count(Filter filter, Duration budget) {
    if (FilterFields.isCountable(FilterFields.withoutTime(filter), table.schema())) {
      return new Total(countExactly(filter), false);
    }
    try {
      long count = countUpTo(filter, budget);
      return new Total(Math.min(count, COUNT_BOUND), count > COUNT_BOUND);
    } catch (RuntimeException error) {
      if (SqlErrors.is(error, SqlErrors.QUERY_CANCELED)) {
        return new Total(0, true);
      }
      throw error;
    }
  }

  /**
   * Whole minutes from the counters, what is left at the ends from the rows, both as of one moment.
   */
  private long countExactly(Filter filter) {
    Filter rest = FilterFields.withoutTime(filter);
    TimeRange range = FilterFields.timeRange(filter);
    Instant from = range.from() == null ? Span.BEGINNING : range.from();
    Optional<Instant> to = Optional.ofNullable(range.to());
    Instant wholeFrom = CountSpans.ceil(from, CountSpans.MINUTE);
    Optional<Instant> wholeTo = to.map(end -> CountSpans.floor(end, CountSpans.MINUTE));
    return database.snapshot(
        table.names(),
        handle -> {
          if (wholeTo.isPresent() && wholeTo.get().isBefore(wholeFrom)) {
            return countRows(handle, rest, from, to.orElseThrow());
          }
          long count = new Counters(handle, table).total(rest, Span.of(wholeFrom, wholeTo));
          count += countRows(handle, rest, from, wholeFrom);
          return wholeTo.isEmpty()
              ? count
              : count + countRows(handle, rest, wholeTo.get(), to.orElseThrow());
        });
  }

  private long countRows(Handle handle, Filter filter, Instant from, Instant to) {
    if (!from.isBefore(to)) {
      return 0;
    }
    EntryCondition condition =
        EntryCondition.of(handle, table, filter).and("l.time >= ?", from).and("l.time < ?", to);
    return count(
        handle, "SELECT count(*) FROM " + table.rows() + " WHERE " + condition.sql(), condition);
  }

  private long countUpTo(Filter filter, Duration budget) {
    return database.transact(
        handle -> {
          Budget.limit(handle, budget);
          EntryCondition condition = EntryCondition.of(handle, table, filter);
          String rows =
              "SELECT 1 FROM "
                  + table.rows()
                  + " WHERE "
                  + condition.sql()
                  + " LIMIT "
                  + (COUNT_BOUND + 1);
          return count(handle, "SELECT count(*) FROM (" + rows + ") AS matches", condition);
        });
  }

  @Override
  public long countAll(Filter filter) {
    return database.read(
        handle -> {
          EntryCondition condition = EntryCondition.of(handle, table, filter);
          return count(
              handle,
              "SELECT count(*) FROM " + table.rows() + " WHERE " + condition.sql(),
              condition);
        });
  }

  private static long count(Handle handle, String sql, EntryCondition condition) {
    try (Query query = handle.createQuery(sql)) {
      condition.bind(query, 0);
      return query.mapTo(Long.class).one();
    }
  }

  @Override
  public List<E> scan(Filter filter, Optional<EntryKey> after, Instant receivedBy, int limit) {
    PieceScan<E> scan = new PieceScan<>(table, filter, after, receivedBy);
    return database.snapshot(table.names(), handle -> scan.next(handle, limit));
  }
}
