package dev.visionlog.server.service;

import dev.visionlog.server.pipeline.IngestPipeline;
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
  private final IngestPipeline<?> pipeline;
  private final PipelineCounters counters;
  private final TailHub<?> tails;

  StatusReport(
      String version,
      boolean embedded,
      Instant started,
      Supplier<DatabaseInfo> database,
      IngestPipeline<?> pipeline,
      PipelineCounters counters,
      TailHub<?> tails) {
    this.version = version;
    this.embedded = embedded;
    this.started = started;
    this.database = database;
    this.pipeline = pipeline;
    this.counters = counters;
    this.tails = tails;
  }

  @Override
  public GetStatusResponse get() {
    return GetStatusResponse.newBuilder()
        .setVersion(version)
        .setStartTime(Times.timestamp(started))
        .setDatabase(database())
        .setPipeline(pipeline())
        .setTail(tail())
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

  private PipelineStatus pipeline() {
    return PipelineStatus.newBuilder()
        .setReceivedCount(counters.received.sum())
        .setStoredCount(counters.stored.sum())
        .setSuppressedCount(counters.suppressed.sum())
        .setRejectedCount(counters.rejected.sum())
        .setDuplicateCount(counters.duplicate.sum())
        .setFailedCount(counters.failed.sum())
        .setBufferedCount(counters.buffered.sum())
        .setBufferedBytes(pipeline.bufferedBytes())
        .setBufferLimitBytes(pipeline.bufferLimit())
        .setTransactionCount(counters.transactions.sum())
        .build();
  }

  private TailStatus tail() {
    return TailStatus.newBuilder()
        .setTails(tails.tails())
        .setHeadPosition(tails.head())
        .setGapCount(tails.gapCount())
        .setSkippedCount(tails.skippedCount())
        .setBufferedBytes(tails.bufferedBytes())
        .build();
  }
}
