package dev.visionlog.benchmarks.queries;

import dev.visionlog.benchmarks.installation.Installation;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The database itself, beside the server: what lies where. For one thread. */
final class Storage implements AutoCloseable {
  private static final String BEHIND =
      "SELECT EXISTS (SELECT FROM %1$s, %2$s_progress AS done WHERE %1$s.position > done.position)";

  /** Days that are over and have no index for words yet. */
  private static final String UNINDEXED =
      """
      SELECT EXISTS (
        SELECT FROM pg_inherits JOIN pg_class AS day ON day.oid = inhrelid
         WHERE inhparent = 'logs'::regclass AND day.relname ~ '^logs_[0-9]{8}$'
           AND to_date(right(day.relname, 8), 'YYYYMMDD') < (now() - interval '1 hour')::date
           AND NOT EXISTS (SELECT FROM pg_index JOIN pg_class AS text ON text.oid = indexrelid
                            WHERE indrelid = day.oid AND indisvalid AND text.relname = day.relname || '_text'))
      """;

  /** Autovacuum does the same in time, partition by partition. */
  private static final String TABLES =
      "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace";

  private static final String SIZES =
      """
      WITH days AS (SELECT relid FROM pg_partition_tree('%1$s'::regclass) WHERE isleaf)
      SELECT 'rows', sum(pg_table_size(oid) - coalesce(pg_total_relation_size(nullif(reltoastrelid, 0)), 0))
        FROM days JOIN pg_class ON oid = relid
      UNION ALL
      SELECT 'long values', sum(pg_total_relation_size(nullif(reltoastrelid, 0)))
        FROM days JOIN pg_class ON oid = relid
      UNION ALL
      (SELECT 'index ' || indexrelid::regclass,
             (SELECT sum(pg_relation_size(relid)) FROM pg_partition_tree(indexrelid) WHERE isleaf)
        FROM pg_index WHERE indrelid = '%1$s'::regclass ORDER BY 2 DESC)
      UNION ALL
      SELECT 'indexes of single days', sum(pg_relation_size(indexrelid))
        FROM pg_index JOIN days ON indrelid = relid
       WHERE NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = indexrelid)
      UNION ALL
      SELECT 'counts', pg_total_relation_size('%3$s')
      UNION ALL
      SELECT 'record of commits', pg_total_relation_size('%2$s')
      """;

  private final Connection connection;

  Storage(Installation installation) throws IOException, SQLException {
    this.connection = installation.connect();
  }

  /**
   * Waits until the days that are over are indexed for words; it takes minutes, and nothing tells.
   */
  void awaitIndexes() throws SQLException, InterruptedException {
    while (isTrue(UNINDEXED)) {
      Thread.sleep(1_000);
    }
  }

  /** Waits until the counts of all commits have been moved, and the database has tidied up. */
  void settle() throws SQLException, InterruptedException {
    while (isBehind("commits", "log_counts")
        || isBehind("prediction_commits", "prediction_counts")) {
      Thread.sleep(100);
    }
    try (Statement statement = connection.createStatement()) {
      for (String table : tables(statement)) {
        statement.execute("VACUUM ANALYZE " + table);
      }
      statement.execute("CHECKPOINT");
    }
  }

  private boolean isBehind(String commits, String counts) throws SQLException {
    return isTrue(BEHIND.formatted(commits, counts));
  }

  private boolean isTrue(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private static List<String> tables(Statement statement) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(TABLES)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  /** The bytes of each part of the entries' tables. */
  Map<String, Long> logs() throws SQLException {
    return sizes("logs", "commits", "log_counts");
  }

  /** The bytes of each part of the predictions' tables. */
  Map<String, Long> predictions() throws SQLException {
    return sizes("predictions", "prediction_commits", "prediction_counts");
  }

  private Map<String, Long> sizes(String entries, String commits, String counts)
      throws SQLException {
    Map<String, Long> sizes = new LinkedHashMap<>();
    try (PreparedStatement statement =
            connection.prepareStatement(SIZES.formatted(entries, commits, counts));
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        sizes.put(rows.getString(1), rows.getLong(2));
      }
    }
    return sizes;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
