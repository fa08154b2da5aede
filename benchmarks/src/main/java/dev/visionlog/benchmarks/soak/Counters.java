package dev.visionlog.benchmarks.soak;

import com.google.protobuf.Timestamp;
import dev.visionlog.v1.AdminServiceGrpc;
import dev.visionlog.v1.CheckImagesRequest;
import dev.visionlog.v1.CheckImagesResponse;
import dev.visionlog.v1.GetLogStatsRequest;
import dev.visionlog.v1.GetPredictionStatsRequest;
import dev.visionlog.v1.GetStatusRequest;
import dev.visionlog.v1.GetStatusResponse;
import dev.visionlog.v1.ListWritersRequest;
import dev.visionlog.v1.LogServiceGrpc;
import dev.visionlog.v1.PipelineStatus;
import dev.visionlog.v1.PredictionServiceGrpc;
import io.grpc.Channel;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the server has counted, beside the rows. For when nobody writes. */
final class Counters {
  private static final Duration PERIOD = Duration.ofDays(3);

  private final Channel channel;
  private final Postgres postgres;
  private final List<String> findings = new ArrayList<>();

  Counters(Channel channel, Postgres postgres) {
    this.channel = channel;
    this.postgres = postgres;
  }

  /** Sentences about what does not agree; empty if all does. */
  List<String> compare(List<WriterAccount> writers) throws IOException, SQLException {
    for (WriterAccount writer : writers) {
      equal(
          "entries of " + writer.name(),
          stats("source = \"" + writer.name() + "\""),
          writer.rows());
    }
    long logs = postgres.count("SELECT count(*) FROM logs");
    equal("entries", stats(""), logs);
    equal("entries of all commits", postgres.count("SELECT sum(entries) FROM commits"), logs);
    equal("groups of counts that differ", postgres.count(WRONG_COUNTS), 0);
    long predictions = postgres.count("SELECT count(*) FROM predictions");
    equal("predictions", predictionStats(), predictions);
    writers();
    pipelines();
    images();
    return findings;
  }

  private static final String WRONG_COUNTS =
      """
      SELECT count(*) FROM (
        (SELECT source, level, sum(count)::bigint FROM
           (SELECT source, level, count FROM log_counts WHERE span = 1440
            UNION ALL SELECT source, level, count FROM pending_counts) AS c
          GROUP BY source, level)
        EXCEPT SELECT source, level, count(*) FROM logs GROUP BY source, level) AS wrong
      """;

  private long stats(String filter) {
    return LogServiceGrpc.newBlockingStub(channel)
        .getLogStats(GetLogStatsRequest.newBuilder().setFilter(filter).setStart(start()).build())
        .getStats()
        .getTotalCount();
  }

  private static Timestamp start() {
    return Timestamp.newBuilder().setSeconds(Instant.now().minus(PERIOD).getEpochSecond()).build();
  }

  private long predictionStats() {
    return PredictionServiceGrpc.newBlockingStub(channel)
        .getPredictionStats(GetPredictionStatsRequest.getDefaultInstance())
        .getStats()
        .getCounts()
        .getTotalCount();
  }

  /** What came by numbered batches is all that was not written by single calls. */
  private void writers() throws IOException, SQLException {
    ListWritersRequest request = ListWritersRequest.newBuilder().setPageSize(1000).build();
    long numbered = 0;
    for (var writer :
        AdminServiceGrpc.newBlockingStub(channel).listWriters(request).getWritersList()) {
      equal("missing batches of " + writer.getWriterName(), writer.getMissingBatches(), 0);
      numbered += writer.getStoredEntries();
    }
    long rows =
        postgres.count(
            "SELECT (SELECT count(*) FROM logs WHERE source NOT LIKE 'unary%') + (SELECT count(*) FROM predictions)");
    equal("entries of all writers", numbered, rows);
  }

  private void pipelines() {
    GetStatusResponse status =
        AdminServiceGrpc.newBlockingStub(channel).getStatus(GetStatusRequest.getDefaultInstance());
    balance("entries", status.getPipeline());
    balance("predictions", status.getPredictionPipeline());
  }

  private void balance(String of, PipelineStatus pipeline) {
    long known =
        pipeline.getStoredCount()
            + pipeline.getSuppressedCount()
            + pipeline.getRejectedCount()
            + pipeline.getDuplicateCount()
            + pipeline.getFailedCount();
    equal(of + " received by the pipeline", known, pipeline.getReceivedCount());
    equal(of + " still in the pipeline", pipeline.getBufferedCount(), 0);
    equal("bytes of " + of + " still in the pipeline", pipeline.getBufferedBytes(), 0);
  }

  private void images() throws IOException, SQLException {
    CheckImagesResponse check =
        PredictionServiceGrpc.newBlockingStub(channel)
            .checkImages(CheckImagesRequest.getDefaultInstance());
    equal("predictions whose image is not on the disk", check.getMissingFileCount(), 0);
    equal("images without a prediction", check.getOrphanFileCount(), 0);
    equal(
        "predictions with neither an image nor a reason",
        postgres.count(
            "SELECT count(*) FROM predictions WHERE image_path IS NULL AND image_missing_reason = ''"),
        0);
  }

  private void equal(String what, long counted, long expected) {
    if (counted != expected) {
      findings.add("%s: counted %,d, and there are %,d".formatted(what, counted, expected));
    }
  }
}
