package dev.visionlog.server.store.postgres;

import dev.visionlog.server.model.LogEntry;
import dev.visionlog.server.store.CameraStore;
import dev.visionlog.server.store.DatabaseInfo;
import dev.visionlog.server.store.DeletedImages;
import dev.visionlog.server.store.LogCounts;
import dev.visionlog.server.store.SettingsStore;
import dev.visionlog.server.store.WriterStore;

/** All stores on one database. They share its pool and need not be closed. */
public final class PostgresStores {
  private final Database database;
  private final PostgresKind<LogEntry> logs;

  /**
   * @param serverId of this server, so that it does not wake itself
   */
  public PostgresStores(Database database, String serverId) {
    this.database = database;
    this.logs = new PostgresKind<>(database, LogTable.LOGS, serverId, DeletedImages.NONE);
  }

  public PostgresKind<LogEntry> logs() {
    return logs;
  }

  public LogCounts logCounts() {
    return new PostgresLogCounts(database);
  }

  public WriterStore writers() {
    return new PostgresWriterStore(database);
  }

  public CameraStore cameras() {
    return new PostgresCameraStore(database);
  }

  public SettingsStore settings() {
    return new PostgresSettingsStore(database);
  }

  public DatabaseInfo info() {
    String sql =
        """
        SELECT current_setting('server_version'), pg_database_size(current_database()),
               (SELECT count(*) FROM pg_inherits WHERE inhparent = 'logs'::regclass) - 1,
               (SELECT max(version) FROM schema_migrations)
        """;
    return database.read(
        handle ->
            handle
                .createQuery(sql)
                .map(
                    (row, context) ->
                        new DatabaseInfo(
                            row.getString(1), row.getLong(2), row.getInt(3), row.getInt(4)))
                .one());
  }
}
