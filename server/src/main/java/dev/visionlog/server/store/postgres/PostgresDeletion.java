package dev.visionlog.server.store.postgres;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.model.Level;
import dev.visionlog.server.store.LogDeletion;
import dev.visionlog.server.store.LogKey;
import dev.visionlog.server.store.RetentionStore;
import java.sql.PreparedStatement;
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
final class PostgresDeletion implements LogDeletion, RetentionStore {
  private static final int BATCH = 10_000;
  private static final int LOCK_TRIES = 10;

  private static final String DELETE_BATCH =
      """
      WITH doomed AS (SELECT l.id, l.time FROM logs AS l WHERE %s ORDER BY l.time, l.id LIMIT ?),
           gone AS (DELETE FROM logs AS l USING doomed
                     WHERE l.id = doomed.id AND l.time = doomed.time
                 RETURNING l.id, l.time, l.level, l.source, l.camera_id)
      SELECT floor(extract(epoch FROM date_trunc('minute', time)))::bigint / 60 AS minute, level, source,
             coalesce(camera_id, -1) AS camera, count(*), max(time), max(id)
        FROM gone GROUP BY minute, level, source, camera
      """;

  private static final String COMMIT_DELETION =
      """
      INSERT INTO commits (position, entries, committed_time,
                           count_buckets, count_levels, count_sources, count_cameras, counts)
      SELECT take_position(1), 0, clock_timestamp(), ?, ?, ?, ?, ?
      """;

  private final Database database;
  private final PostgresPartitions partitions;
  private final CommitDoorbell doorbell;

  PostgresDeletion(Database database, PostgresPartitions partitions, CommitDoorbell doorbell) {
    this.database = database;
    this.partitions = partitions;
    this.doorbell = doorbell;
  }

  /** Called after a deletion has taken a position, so that tails learn of it. */
  interface CommitDoorbell {
    void ring();
  }

  @Override
  public long delete(Filter filter, BooleanSupplier cancelled) {
    return deleteBatches(filter, UnaryOperator.identity(), cancelled);
  }

  @Override
  public long deleteReceivedBefore(Filter filter, Instant moment, BooleanSupplier cancelled) {
    return deleteBatches(
        filter, condition -> condition.and("l.received_time < ?", moment), cancelled);
  }

  @Override
  public long countReceivedBefore(Filter filter, Instant moment) {
    return database.read(
        handle -> {
          LogCondition condition =
              LogCondition.of(handle, filter).and("l.received_time < ?", moment);
          try (Query query =
              handle.createQuery("SELECT count(*) FROM logs AS l WHERE " + condition.sql())) {
            condition.bind(query, 0);
            return query.mapTo(Long.class).one();
          }
        });
  }

  private long deleteBatches(
      Filter filter, UnaryOperator<LogCondition> restriction, BooleanSupplier cancelled) {
    long deleted = 0;
    Optional<LogKey> after = Optional.empty();
    while (!cancelled.getAsBoolean()) {
      Optional<LogKey> from = after;
      Batch batch =
          database.transact(
              handle ->
                  deleteBatch(handle, restriction.apply(LogCondition.of(handle, filter)), from));
      deleted += batch.deleted;
      if (batch.deleted > 0) {
        doorbell.ring();
      }
      if (batch.deleted < BATCH) {
        return deleted;
      }
      after = Optional.of(new LogKey(batch.lastTime, 0));
    }
    return deleted;
  }

  private static Batch deleteBatch(Handle handle, LogCondition condition, Optional<LogKey> after) {
    after.ifPresent(key -> condition.and("l.time >= ?", key.time()));
    Batch batch = new Batch();
    try (Query query = handle.createQuery(DELETE_BATCH.formatted(condition.sql()))) {
      int next = condition.bind(query, 0);
      query
          .bind(next, BATCH)
          .map(
              (row, context) -> {
                CountKey key =
                    new CountKey(
                        row.getLong(1),
                        Level.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getLong(4));
                batch.add(key, row.getLong(5), LogRows.instant(row, 6));
                return key;
              })
          .list();
    }
    if (batch.deleted > 0) {
      commit(handle, batch.counts);
    }
    return batch;
  }

  private static void commit(Handle handle, CommitCounts counts) {
    try (PreparedStatement statement = handle.getConnection().prepareStatement(COMMIT_DELETION)) {
      counts.bind(statement, 1);
      statement.executeUpdate();
    } catch (SQLException error) {
      throw SqlErrors.translate(error);
    }
  }

  /** What a batch has deleted. */
  private static final class Batch {
    final CommitCounts counts = new CommitCounts();
    long deleted;
    Instant lastTime = Instant.MIN;

    void add(CountKey key, long count, Instant time) {
      counts.add(key, -count);
      deleted += count;
      lastTime = time.isAfter(lastTime) ? time : lastTime;
    }
  }

  @Override
  public long deleteBefore(Instant cutoff, BooleanSupplier cancelled) {
    long deleted = 0;
    LocalDate cutoffDay = LocalDate.ofInstant(cutoff, ZoneOffset.UTC);
    for (LocalDate day : partitions.days()) {
      if (day.isBefore(cutoffDay) && !cancelled.getAsBoolean()) {
        deleted += Math.max(0, drop(day));
      }
    }
    return deleted
        + deleteBatches(Filter.ALL, condition -> condition.and("l.time < ?", cutoff), cancelled);
  }

  @Override
  public long deleteAll(BooleanSupplier cancelled) {
    long truncated = exclusively(this::truncate);
    return truncated >= 0
        ? truncated
        : deleteBatches(Filter.ALL, UnaryOperator.identity(), cancelled);
  }

  @Override
  public long drop(LocalDate day) {
    return exclusively(handle -> drop(handle, day));
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
        doorbell.ring();
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
  private static long locked(Handle handle, Exclusive work) {
    PostgresPartitions.lockTimeout(handle);
    handle.execute("LOCK TABLE logs IN ACCESS EXCLUSIVE MODE");
    handle.execute("SELECT pg_advisory_xact_lock(7620, 2)");
    while (rollUp(handle) > 0) {
      // Until nothing is left.
    }
    return work.run(handle);
  }

  private void rollUpAll() {
    while (database.read(PostgresDeletion::rollUp) > 0) {
      // What is moved now need not be moved under the lock.
    }
  }

  private static int rollUp(Handle handle) {
    return handle.createQuery("SELECT roll_up_counts(1000)").mapTo(Integer.class).one();
  }

  private static long drop(Handle handle, LocalDate day) {
    String bounds =
        "bucket >= '"
            + PostgresPartitions.start(day)
            + "' AND bucket < '"
            + PostgresPartitions.start(day.plusDays(1))
            + "'";
    long count =
        handle
            .createQuery(
                "SELECT coalesce(sum(count), 0) FROM log_counts WHERE span = 1440 AND " + bounds)
            .mapTo(Long.class)
            .one();
    handle.execute("DROP TABLE " + PostgresPartitions.name(day));
    for (int span : new int[] {CountSpans.DAY, CountSpans.HOUR, CountSpans.MINUTE}) {
      handle.execute("DELETE FROM log_counts WHERE span = " + span + " AND " + bounds);
    }
    return count;
  }

  private long truncate(Handle handle) {
    long count =
        handle
            .createQuery("SELECT coalesce(sum(count), 0) FROM log_counts WHERE span = 1440")
            .mapTo(Long.class)
            .one();
    handle.execute("TRUNCATE logs");
    handle.execute("TRUNCATE log_counts");
    return count;
  }

  @Override
  public boolean allReceivedBefore(LocalDate day, Instant moment) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT NOT EXISTS (SELECT 1 FROM "
                        + PostgresPartitions.name(day)
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
                "DELETE FROM create_requests WHERE create_time < ?",
                requestsBefore.atOffset(ZoneOffset.UTC)));
    commitsBefore.ifPresent(this::forgetCommits);
  }

  /** The last commit stays: the next position is counted from it. */
  private void forgetCommits(Instant before) {
    String sql =
        """
        DELETE FROM commits
         WHERE position IN (SELECT position FROM commits
                             WHERE committed_time < ?
                               AND position <= (SELECT position FROM log_counts_progress)
                               AND position < (SELECT max(position) FROM commits)
                             ORDER BY position LIMIT ?)
        """;
    int forgotten;
    do {
      forgotten =
          database.read(handle -> handle.execute(sql, before.atOffset(ZoneOffset.UTC), BATCH));
    } while (forgotten == BATCH);
  }
}
