package dev.visionlog.server.store.postgres;

import dev.visionlog.server.store.SearchIndexes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Trigrams of messages and loggers' names, by the extension {@code pg_trgm}. */
final class PostgresSearchIndexes implements SearchIndexes {
  /** An index that could not be finished is there, but not valid. */
  private static final String MISSING =
      """
      SELECT to_date(right(day.relname, 8), 'YYYYMMDD'), pg_stat_get_tuples_inserted(day.oid)
        FROM pg_inherits JOIN pg_class AS day ON day.oid = inhrelid
       WHERE inhparent = 'logs'::regclass AND day.relname ~ '^logs_[0-9]{8}$'
         AND to_date(right(day.relname, 8), 'YYYYMMDD') < ?::date
         AND NOT EXISTS (SELECT FROM pg_index JOIN pg_class AS text ON text.oid = indexrelid
                          WHERE indrelid = day.oid AND indisvalid AND text.relname = day.relname || '_text')
       ORDER BY 1 DESC
      """;

  /** The columns in which words are looked for, as {@code FilterSql} looks for them. */
  private static final String CREATE =
      """
      CREATE INDEX CONCURRENTLY %1$s_text ON %1$s
       USING gin (lower(message) gin_trgm_ops, lower(logger_name) gin_trgm_ops)
      """;

  private final Database database;
  private final PostgresPartitions partitions;
  private volatile @Nullable Statement building;

  PostgresSearchIndexes(Database database) {
    this.database = database;
    this.partitions = new PostgresPartitions(database, TableNames.LOGS);
  }

  @Override
  public Map<LocalDate, Long> missing(Instant endedBefore) {
    Map<LocalDate, Long> days = new LinkedHashMap<>();
    LocalDate open = LocalDate.ofInstant(endedBefore, ZoneOffset.UTC);
    database.work(
        handle ->
            handle
                .createQuery(MISSING)
                .bind(0, open.toString())
                .map((row, context) -> days.put(row.getObject(1, LocalDate.class), row.getLong(2)))
                .list());
    return days;
  }

  @Override
  public boolean build(LocalDate day) {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      // However long it takes.
      connection.setNetworkTimeout(Runnable::run, 0);
      if (!isTrue(statement, "SELECT pg_try_advisory_lock(7620, 8)")) {
        return false;
      }
      building = statement;
      try {
        build(statement, partitions.name(day));
      } finally {
        building = null;
        isTrue(statement, "SELECT pg_advisory_unlock(7620, 8)");
      }
      return true;
    } catch (SQLException error) {
      throw SqlErrors.translate(error);
    }
  }

  private static void build(Statement statement, String table) throws SQLException {
    statement.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm");
    statement.execute("DROP INDEX CONCURRENTLY IF EXISTS " + table + "_text");
    statement.execute(CREATE.formatted(table));
    // Without figures about the expressions PostgreSQL would not choose the index.
    statement.execute("ANALYZE " + table);
  }

  private static boolean isTrue(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      return row.next() && row.getBoolean(1);
    }
  }

  @Override
  public void close() {
    Statement statement = building;
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException gone) {
        // Then nothing is being built.
      }
    }
  }
}
