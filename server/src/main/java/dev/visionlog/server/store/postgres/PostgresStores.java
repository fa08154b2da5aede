package dev.visionlog.server.store.postgres;

import dev.visionlog.server.model.ModelSeries;
import dev.visionlog.server.model.SystemSeries;
import dev.visionlog.server.store.CameraStore;
import dev.visionlog.server.store.CategoryStore;
import dev.visionlog.server.store.CommitLog;
import dev.visionlog.server.store.CountRollUp;
import dev.visionlog.server.store.DatabaseInfo;
import dev.visionlog.server.store.LogCounts;
import dev.visionlog.server.store.LogDeletion;
import dev.visionlog.server.store.LogStore;
import dev.visionlog.server.store.LogWriter;
import dev.visionlog.server.store.MetricStore;
import dev.visionlog.server.store.Partitions;
import dev.visionlog.server.store.RetentionStore;
import dev.visionlog.server.store.SettingsStore;
import dev.visionlog.server.store.WriterStore;

/** All stores on one database. They share its pool and need not be closed. */
public final class PostgresStores {
  private static final int ROLL_UP = 1_000;

  private final Database database;
  private final PostgresCommitLog commitLog;
  private final PostgresPartitions partitions;
  private final PostgresDeletion deletion;

  /**
   * @param serverId of this server, so that it does not wake itself
   */
  public PostgresStores(Database database, String serverId) {
    this.database = database;
    this.commitLog = new PostgresCommitLog(database, serverId);
    this.partitions = new PostgresPartitions(database);
    this.deletion = new PostgresDeletion(database, partitions, commitLog::ring);
  }

  /** A writer for one lane or for several. */
  public LogWriter logWriter() {
    return new PostgresLogWriter(database.dataSource());
  }

  public CommitLog commitLog() {
    return commitLog;
  }

  public LogStore logs() {
    return new PostgresLogStore(database);
  }

  public LogCounts counts() {
    return new PostgresLogCounts(database);
  }

  public LogDeletion deletion() {
    return deletion;
  }

  public RetentionStore retention() {
    return deletion;
  }

  public Partitions partitions() {
    return partitions;
  }

  public CountRollUp rollUp() {
    return () ->
        database.work(
            handle ->
                handle
                    .createQuery("SELECT roll_up_counts(?)")
                    .bind(0, ROLL_UP)
                    .mapTo(Integer.class)
                    .one());
  }

  public WriterStore writers() {
    return new PostgresWriterStore(database);
  }

  public CameraStore cameras() {
    return new PostgresCameraStore(database);
  }

  public MetricStore<ModelSeries> modelPerformance() {
    return new PostgresMetricStore<>(database, MetricTable.MODEL_PERFORMANCE);
  }

  public MetricStore<SystemSeries> systemMetrics() {
    return new PostgresMetricStore<>(database, MetricTable.SYSTEM_METRICS);
  }

  public CategoryStore categories() {
    return new PostgresCategoryStore(database);
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
