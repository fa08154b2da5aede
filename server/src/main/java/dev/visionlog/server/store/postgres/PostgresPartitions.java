package dev.visionlog.server.store.postgres;

import dev.visionlog.server.store.Partitions;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** A partition of one kind of entries for each day, named like {@code logs_20260131}. */
final class PostgresPartitions implements Partitions {
  /** Whoever waits for a lock on the table makes everybody behind it wait too. */
  static final Duration LOCK_WAIT = Duration.ofMillis(500);

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");

  private static final String DAYS =
      """
      SELECT to_date(right(relname, 8), 'YYYYMMDD') AS day
        FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
       WHERE inhparent = '%1$s'::regclass AND relname ~ '^%1$s_[0-9]{8}$'
       ORDER BY day
      """;

  private static final String CROWDED =
      """
      SELECT (date_trunc('day', time, 'UTC') AT TIME ZONE 'UTC')::date AS day
        FROM %s_default
       WHERE time >= '1970-01-01' AND time < '2100-01-01'
       GROUP BY day HAVING count(*) >= ? ORDER BY count(*) DESC LIMIT 100
      """;

  private final Database database;
  private final TableNames names;

  PostgresPartitions(Database database, TableNames names) {
    this.database = database;
    this.names = names;
  }

  String name(LocalDate day) {
    return names.entries() + "_" + DAY.format(day);
  }

  static String start(LocalDate day) {
    return day + " 00:00:00+00";
  }

  @Override
  public List<LocalDate> days() {
    return database.read(
        handle ->
            handle.createQuery(DAYS.formatted(names.entries())).mapTo(LocalDate.class).list());
  }

  @Override
  public List<LocalDate> crowdedDays(long entries) {
    return database.read(
        handle ->
            handle
                .createQuery(CROWDED.formatted(names.entries()))
                .bind(0, entries)
                .mapTo(LocalDate.class)
                .list());
  }

  @Override
  public boolean create(LocalDate day) {
    try {
      database.transact(
          handle -> {
            create(handle, day);
            return null;
          });
      return true;
    } catch (RuntimeException error) {
      if (SqlErrors.is(error, SqlErrors.LOCK_NOT_AVAILABLE)) {
        return false;
      }
      throw error;
    }
  }

  /** Entries of the day that came before it had a partition are moved there. */
  private void create(Handle handle, LocalDate day) {
    String table = names.entries();
    String name = name(day);
    String from = start(day);
    String to = start(day.plusDays(1));
    lockTimeout(handle);
    // One server at a time; the others find the partition when they get here.
    handle.execute("SELECT pg_advisory_xact_lock(7620, " + names.partitionsLock() + ")");
    boolean exists =
        handle
            .createQuery("SELECT to_regclass(?) IS NOT NULL")
            .bind(0, name)
            .mapTo(Boolean.class)
            .one();
    if (exists) {
      return;
    }
    // The whole table first: who only waits for a partition has already looked which ones there
    // are, and would find the rows in neither.
    handle.execute("LOCK TABLE ONLY " + table + " IN ACCESS EXCLUSIVE MODE");
    handle.execute("LOCK TABLE " + table + "_default IN ACCESS EXCLUSIVE MODE");
    handle.execute(
        "CREATE TABLE "
            + name
            + " (LIKE "
            + table
            + " INCLUDING DEFAULTS INCLUDING STORAGE INCLUDING COMPRESSION)");
    handle.execute(
        "WITH moved AS (DELETE FROM "
            + table
            + "_default WHERE time >= '"
            + from
            + "' AND time < '"
            + to
            + "' RETURNING *) INSERT INTO "
            + name
            + " SELECT * FROM moved");
    handle.execute(
        "ALTER TABLE "
            + table
            + " ATTACH PARTITION "
            + name
            + " FOR VALUES FROM ('"
            + from
            + "') TO ('"
            + to
            + "')");
  }

  static void lockTimeout(Handle handle) {
    handle.execute("SET LOCAL lock_timeout = " + LOCK_WAIT.toMillis());
  }
}
