package dev.visionlog.server.store.postgres;

import dev.visionlog.server.image.ImageRows;
import dev.visionlog.server.image.StoreIdentity;
import dev.visionlog.server.model.LogEntry;
import dev.visionlog.server.model.ModelSeries;
import dev.visionlog.server.model.Prediction;
import dev.visionlog.server.model.SystemSeries;
import dev.visionlog.server.store.CameraStore;
import dev.visionlog.server.store.CategoryStore;
import dev.visionlog.server.store.DatabaseInfo;
import dev.visionlog.server.store.DeletedImages;
import dev.visionlog.server.store.LogCounts;
import dev.visionlog.server.store.MetricStore;
import dev.visionlog.server.store.PredictionCounts;
import dev.visionlog.server.store.SearchIndexes;
import dev.visionlog.server.store.SettingsStore;
import dev.visionlog.server.store.WriterStore;

/** All stores on one database. They share its pool and need not be closed. */
public final class PostgresStores {
  private final Database database;
  private final PostgresKind<LogEntry> logs;
  private final PostgresKind<Prediction> predictions;

  /**
   * @param serverId of this server, so that it does not wake itself
   * @param imageFiles deletes the files of images whose predictions are deleted
   */
  public PostgresStores(Database database, String serverId, ImageFiles imageFiles) {
    this.database = database;
    this.logs = new PostgresKind<>(database, LogTable.LOGS, serverId, DeletedImages.NONE);
    DeletedPredictionImages images = new DeletedPredictionImages(database, imageFiles, this::ring);
    this.predictions = new PostgresKind<>(database, PredictionTable.PREDICTIONS, serverId, images);
  }

  public PostgresKind<LogEntry> logs() {
    return logs;
  }

  public PostgresKind<Prediction> predictions() {
    return predictions;
  }

  public PredictionCounts predictionCounts() {
    return new PostgresPredictionCounts(database);
  }

  public ImageRows imageRows() {
    return new PostgresImageRows(database, this::ring);
  }

  /** Which folder has the images: to be known before they can be deleted. */
  public static StoreIdentity imageFolder(Database database) {
    return new PostgresImageFolder(database);
  }

  private void ring() {
    predictions.commitLog().ring();
  }

  /** Deletes files of images. A file that cannot be deleted is left for the sweep. */
  public interface ImageFiles {
    void delete(String path);
  }

  public LogCounts logCounts() {
    return new PostgresLogCounts(database);
  }

  /** Of log entries. */
  public SearchIndexes searchIndexes() {
    return new PostgresSearchIndexes(database);
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
