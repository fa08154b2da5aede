package dev.visionlog.server.service;

import dev.visionlog.server.pipeline.PipelineCounters;
import dev.visionlog.server.store.DatabaseInfo;
import dev.visionlog.server.tail.TailHub;
import dev.visionlog.v1.DatabaseStatus;
import dev.visionlog.v1.GetStatusResponse;
import dev.visionlog.v1.PipelineStatus;
import dev.visionlog.v1.TailStatus;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the server is doing, for AdminService. Answers also while the database is away. */
final class StatusReport implements Supplier<GetStatusResponse> {
  private static final Logger LOG = LoggerFactory.getLogger(StatusReport.class);

  private final String version;
  private final boolean embedded;
  private final Instant started;
  private final Supplier<DatabaseInfo> database;
  private final EntryFlow<?> logs;
  private final EntryFlow<?> predictions;

  StatusReport(
      String version,
      boolean embedded,
      Instant started,
      Supplier<DatabaseInfo> database,
      EntryFlow<?> logs,
      EntryFlow<?> predictions) {
    this.version = version;
    this.embedded = embedded;
    this.started = started;
    this.database = database;
    this.logs = logs;
    this.predictions = predictions;
  }

  @Override
  public GetStatusResponse get() {
    return GetStatusResponse.newBuilder()
        .setVersion(version)
        .setStartTime(Times.timestamp(started))
        .setDatabase(database())
        .setPipeline(pipeline(logs))
        .setTail(tail(logs.hub()))
        .setPredictionPipeline(pipeline(predictions))
        .setPredictionTail(tail(predictions.hub()))
        .build();
  }

  private DatabaseStatus database() {
    DatabaseStatus.Builder status = DatabaseStatus.newBuilder().setEmbedded(embedded);
    try {
      DatabaseInfo info = database.get();
      return status
          .setAvailable(true)
          .setVersion(info.version())
          .setSizeBytes(info.sizeBytes())
          .setPartitions(info.partitions())
          .setSchemaVersion(info.schemaVersion())
          .build();
    } catch (RuntimeException away) {
      LOG.debug("No status of the database", away);
      return status.build();
    }
  }

  private static PipelineStatus pipeline(EntryFlow<?> flow) {
    PipelineCounters counters = flow.counters();
    return PipelineStatus.newBuilder()
        .setReceivedCount(counters.received.sum())
        .setStoredCount(counters.stored.sum())
        .setSuppressedCount(counters.suppressed.sum())
        .setRejectedCount(counters.rejected.sum())
        .setDuplicateCount(counters.duplicate.sum())
        .setFailedCount(counters.failed.sum())
        .setBufferedCount(counters.buffered.sum())
        .setBufferedBytes(flow.pipeline().bufferedBytes())
        .setBufferLimitBytes(flow.pipeline().bufferLimit())
        .setTransactionCount(counters.transactions.sum())
        .build();
  }

  private static TailStatus tail(TailHub<?> tails) {
    return TailStatus.newBuilder()
        .setTails(tails.tails())
        .setHeadPosition(tails.head())
        .setGapCount(tails.gapCount())
        .setSkippedCount(tails.skippedCount())
        .setBufferedBytes(tails.bufferedBytes())
        .build();
  }
}
