package dev.visionlog.server.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** The table of what has been applied, through one connection. */
final class SchemaHistory {
  /** Any number that nobody else takes; it stands for "the schema is being changed". */
  private static final long LOCK = 0x7669_7369_6F6E_6C6FL;

  private static final String CREATE =
      """
      CREATE TABLE IF NOT EXISTS schema_migrations (
          version    integer     PRIMARY KEY,
          name       text        NOT NULL,
          checksum   text        NOT NULL,
          applied_at timestamptz NOT NULL DEFAULT now()
      )
      """;

  private static final String READ =
      "SELECT version, name, checksum, applied_at FROM schema_migrations ORDER BY version";

  private final Connection connection;

  SchemaHistory(Connection connection) {
    this.connection = connection;
  }

  record Applied(int version, String name, String checksum, Instant at) {}

  /** Waits until no other server changes the schema; ours until the transaction ends. */
  void lock() throws SQLException {
    execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
  }

  void create() throws SQLException {
    if (!exists()) {
      execute(CREATE);
    }
  }

  /** In rising order; empty where nothing was ever applied. */
  List<Applied> read() throws SQLException {
    if (!exists()) {
      return List.of();
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(READ)) {
      List<Applied> applied = new ArrayList<>();
      while (rows.next()) {
        applied.add(applied(rows));
      }
      return applied;
    }
  }

  void add(Migration migration) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO schema_migrations (version, name, checksum) VALUES (?, ?, ?)")) {
      insert.setInt(1, migration.version());
      insert.setString(2, migration.name());
      insert.setString(3, migration.checksum());
      insert.executeUpdate();
    }
  }

  void remove(Migration migration) throws SQLException {
    execute("DELETE FROM schema_migrations WHERE version = " + migration.version());
  }

  /** Runs a script as it is: braces are not taken for JDBC's escapes. */
  void execute(String script) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(script);
    }
  }

  private boolean exists() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT to_regclass('schema_migrations') IS NOT NULL")) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static Applied applied(ResultSet row) throws SQLException {
    return new Applied(
        row.getInt(1),
        row.getString(2),
        row.getString(3),
        row.getObject(4, OffsetDateTime.class).toInstant());
  }
}
