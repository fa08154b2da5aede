package dev.visionlog.server.store.postgres;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.filter.FilterTerms;
import dev.visionlog.server.store.Deleted;
import dev.visionlog.server.store.DeletedImages;
import dev.visionlog.server.store.EntryDeletion;
import dev.visionlog.server.store.EntryKey;
import dev.visionlog.server.store.RetentionStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Deletes rows in batches, each with its counts in one transaction, and days as partitions.
 *
 * <p>A batch takes a position, as a commit of entries does: that is how its counts come to be taken
 * off in the order of commits.
 */
final class PostgresDeletion implements EntryDeletion, RetentionStore {
  private static final int BATCH = 10_000;
  private static final int LOCK_TRIES = 10;

  private static final String DELETE_BATCH =
      """
      WITH doomed AS (SELECT l.id, l.time FROM %2$s WHERE %1$s ORDER BY l.time, l.id LIMIT ?),
           gone AS (DELETE FROM %2$s USING doomed
                     WHERE l.id = doomed.id AND l.time = doomed.time
                 RETURNING %3$s)
      %4$s
      """;

  private static final String CAME_AFTER =
      """
      SELECT EXISTS (SELECT 1 FROM %s
                      WHERE position > ? AND last_time >= ?::timestamptz AND first_time < ?::timestamptz)
      """;

  private final Database database;
  private final EntryTable<?> table;
  private final PostgresPartitions partitions;
  private final PostgresCommitLog<?> commits;
  private final DeletedImages images;

  PostgresDeletion(
      Database database,
      EntryTable<?> table,
      PostgresPartitions partitions,
      PostgresCommitLog<?> commits,
      DeletedImages images) {
    this.database = database;
    this.table = table;
    this.partitions = partitions;
    this.commits = commits;
    this.images = images;
  }

  @Override
  public Deleted count(Filter filter) {
    return database.read(
        handle -> {
          EntryCondition condition = EntryCondition.of(handle, table, filter);
          String sql =
              "SELECT " + table.deletable() + " FROM " + table.rows() + " WHERE " + condition.sql();
          try (Query query = handle.createQuery(sql)) {
            condition.bind(query, 0);
            return query
                .map((row, context) -> new Deleted(row.getLong(1), row.getLong(2), row.getLong(3)))
                .one();
          }
        });
  }

  @Override
  public Deleted delete(Filter filter, BooleanSupplier cancelled) {
    return deleteBatches(filter, UnaryOperator.identity(), cancelled);
  }

  @Override
  public long deleteReceivedBefore(Filter filter, Instant moment, BooleanSupplier cancelled) {
    return deleteBatches(
            filter, condition -> condition.and("l.received_time < ?", moment), cancelled)
        .entries();
  }

  @Override
  public long countReceivedBefore(Filter filter, Instant moment) {
    return database.read(
        handle -> {
          EntryCondition condition =
              EntryCondition.of(handle, table, filter).and("l.received_time < ?", moment);
          try (Query query =
              handle.createQuery(
                  "SELECT count(*) FROM " + table.rows() + " WHERE " + condition.sql())) {
            condition.bind(query, 0);
            return query.mapTo(Long.class).one();
          }
        });
  }

  private Deleted deleteBatches(
      Filter filter, UnaryOperator<EntryCondition> restriction, BooleanSupplier cancelled) {
    Deleted deleted = Deleted.NOTHING;
    Optional<EntryKey> after = Optional.empty();
    while (!cancelled.getAsBoolean()) {
      Optional<EntryKey> from = after;
      DeletedRows batch =
          database.transact(
              handle ->
                  deleteBatch(
                      handle, restriction.apply(EntryCondition.of(handle, table, filter)), from));
      deleted = deleted.plus(batch.total());
      if (batch.total().entries() > 0) {
        commits.ring();
        images.deleteFiles(batch.images());
      }
      if (batch.total().entries() < BATCH) {
        return deleted;
      }
      after = Optional.of(new EntryKey(batch.lastTime(), 0));
    }
    return deleted;
  }

  private DeletedRows deleteBatch(
      Handle handle, EntryCondition condition, Optional<EntryKey> after) {
    after.ifPresent(key -> condition.and("l.time >= ?", key.time()));
    DeletedRows batch = table.deletedRows();
    String sql =
        DELETE_BATCH.formatted(condition.sql(), table.rows(), table.returned(), table.deleted());
    try (Query query = handle.createQuery(sql)) {
      int next = condition.bind(query, 0);
      query.bind(next, BATCH).map((row, context) -> taken(batch, row)).list();
    }
    if (batch.total().entries() > 0) {
      CountChange.commit(handle, table.names(), batch.counts());
    }
    return batch;
  }

  private static DeletedRows taken(DeletedRows batch, ResultSet row) throws SQLException {
    batch.add(row);
    return batch;
  }

  @Override
  public Deleted deleteBefore(Instant cutoff, BooleanSupplier cancelled) {
    Deleted deleted = Deleted.NOTHING;
    LocalDate cutoffDay = LocalDate.ofInstant(cutoff, ZoneOffset.UTC);
    for (LocalDate day : partitions.days()) {
      if (day.isBefore(cutoffDay) && !cancelled.getAsBoolean()) {
        deleted = deleted.plus(dropped(day));
      }
    }
    return deleted.plus(
        deleteBatches(Filter.ALL, condition -> condition.and("l.time < ?", cutoff), cancelled));
  }

  @Override
  public Deleted deleteAll(BooleanSupplier cancelled) {
    Deleted gone = images.deleteOf(Filter.ALL, Optional.empty());
    long truncated = exclusively(this::truncate);
    return truncated >= 0
        ? gone.plus(Deleted.entries(truncated))
        : gone.plus(deleteBatches(Filter.ALL, UnaryOperator.identity(), cancelled));
  }

  /** What comes after the look is a late entry, and the day stays. */
  @Override
  public long drop(LocalDate day, Instant moment) {
    long looked = commits.head();
    if (!allReceivedBefore(day, moment)) {
      return -1;
    }
    images.deleteOf(ofDay(day), Optional.of(moment));
    return exclusively(handle -> cameAfter(handle, day, looked) ? -1 : drop(handle, day));
  }

  /** At little cost, since nobody can write meanwhile. */
  private boolean cameAfter(Handle handle, LocalDate day, long position) {
    return handle
        .createQuery(CAME_AFTER.formatted(table.names().commits()))
        .bind(0, position)
        .bind(1, PostgresPartitions.start(day))
        .bind(2, PostgresPartitions.start(day.plusDays(1)))
        .mapTo(Boolean.class)
        .one();
  }

  /**
   * A day that others are too busy with goes with what {@link #deleteBefore} deletes in batches.
   */
  private Deleted dropped(LocalDate day) {
    Deleted gone = images.deleteOf(ofDay(day), Optional.empty());
    return gone.plus(Deleted.entries(Math.max(0, exclusively(handle -> drop(handle, day)))));
  }

  private static Filter ofDay(LocalDate day) {
    return Filter.and(
        FilterTerms.timeFrom(day.atStartOfDay(ZoneOffset.UTC).toInstant()),
        FilterTerms.timeBefore(day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()));
  }

  private interface Exclusive {
    long run(Handle handle);
  }

  /**
   * Does something while nobody writes. Gives up when the lock cannot be had soon, several times,
   * and returns -1.
   */
  private long exclusively(Exclusive work) {
    rollUpAll();
    for (int i = 0; i < LOCK_TRIES; i++) {
      try {
        long result = database.transact(handle -> locked(handle, work));
        commits.ring();
        return result;
      } catch (RuntimeException error) {
        if (!SqlErrors.is(error, SqlErrors.LOCK_NOT_AVAILABLE)) {
          throw error;
        }
      }
    }
    return -1;
  }

  /**
   * First the table, then the counts: a writer that holds the table also holds what it needs next.
   */
  private long locked(Handle handle, Exclusive work) {
    PostgresPartitions.lockTimeout(handle);
    handle.execute("LOCK TABLE " + table.names().entries() + " IN ACCESS EXCLUSIVE MODE");
    handle.execute("SELECT pg_advisory_xact_lock(7620, " + table.names().countsLock() + ")");
    while (rollUp(handle) > 0) {
      // Until nothing is left.
    }
    return work.run(handle);
  }

  private void rollUpAll() {
    while (database.read(this::rollUp) > 0) {
      // What is moved now need not be moved under the lock.
    }
  }

  private int rollUp(Handle handle) {
    return handle
        .createQuery("SELECT " + table.names().rollUp() + "(1000)")
        .mapTo(Integer.class)
        .one();
  }

  private long drop(Handle handle, LocalDate day) {
    handle.execute("DROP TABLE " + partitions.name(day));
    return handle
        .createQuery("SELECT " + table.names().dropCounts() + "(?::timestamptz)")
        .bind(0, PostgresPartitions.start(day))
        .mapTo(Long.class)
        .one();
  }

  private long truncate(Handle handle) {
    long count =
        handle
            .createQuery(
                "SELECT coalesce(sum(count), 0) FROM "
                    + table.names().counts()
                    + " WHERE span = 1440")
            .mapTo(Long.class)
            .one();
    handle.execute("TRUNCATE " + table.names().entries());
    handle.execute("TRUNCATE " + table.names().counts());
    return count;
  }

  @Override
  public boolean allReceivedBefore(LocalDate day, Instant moment) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT NOT EXISTS (SELECT 1 FROM "
                        + partitions.name(day)
                        + " WHERE received_time >= ?)")
                .bind(0, moment.atOffset(ZoneOffset.UTC))
                .mapTo(Boolean.class)
                .one());
  }

  @Override
  public void forget(Instant requestsBefore, Optional<Instant> commitsBefore) {
    database.read(
        handle ->
            handle.execute(
                "DELETE FROM create_requests WHERE kind = ? AND create_time < ?",
                table.names().entries(),
                requestsBefore.atOffset(ZoneOffset.UTC)));
    commitsBefore.ifPresent(this::forgetCommits);
  }

  /** The last commit stays: the next position is counted from it. */
  private void forgetCommits(Instant before) {
    String sql =
        """
        DELETE FROM %1$s
         WHERE position IN (SELECT position FROM %1$s
                             WHERE committed_time < ?
                               AND position <= (SELECT position FROM %2$s)
                               AND position < (SELECT max(position) FROM %1$s)
                             ORDER BY position LIMIT ?)
        """
            .formatted(table.names().commits(), table.names().progress());
    int forgotten;
    do {
      forgotten =
          database.read(handle -> handle.execute(sql, before.atOffset(ZoneOffset.UTC), BATCH));
    } while (forgotten == BATCH);
  }
}
