package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.output.SafeText;
import dev.visionlog.v1.DatabaseStatus;
import dev.visionlog.v1.GetStatusRequest;
import dev.visionlog.v1.GetStatusResponse;
import dev.visionlog.v1.PipelineStatus;
import dev.visionlog.v1.TailStatus;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

@Command(
    name = "status",
    description = "Shows what the server is doing: versions, database, pipeline, tails.",
    footer = {"", "Example:", "  visionlog status --json | jq .pipeline.buffered_bytes"})
final class StatusCommand extends SessionCommand {
  StatusCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    GetStatusResponse answer =
        session().connection().admin().getStatus(GetStatusRequest.getDefaultInstance());
    session().print(answer, () -> lines(answer));
    return ExitCodes.OK;
  }

  private List<String> lines(GetStatusResponse answer) {
    PipelineStatus pipeline = answer.getPipeline();
    TailStatus tail = answer.getTail();
    return List.of(
        "server     "
            + SafeText.oneLine(answer.getVersion())
            + " at "
            + session().server()
            + ", since "
            + session().times().seconds(answer.getStartTime()),
        "database   " + database(answer.getDatabase()),
        String.format(
            Locale.ROOT,
            "pipeline   %,d received, %,d stored, %,d suppressed, %,d rejected, %,d duplicate, %,d failed",
            pipeline.getReceivedCount(),
            pipeline.getStoredCount(),
            pipeline.getSuppressedCount(),
            pipeline.getRejectedCount(),
            pipeline.getDuplicateCount(),
            pipeline.getFailedCount()),
        String.format(
            Locale.ROOT,
            "buffered   %,d entries, %s of %s",
            pipeline.getBufferedCount(),
            bytes(pipeline.getBufferedBytes()),
            bytes(pipeline.getBufferLimitBytes())),
        String.format(
            Locale.ROOT,
            "tails      %d at position %,d, %,d gaps, %,d entries skipped, %s buffered",
            tail.getTails(),
            tail.getHeadPosition(),
            tail.getGapCount(),
            tail.getSkippedCount(),
            bytes(tail.getBufferedBytes())));
  }

  private static String database(DatabaseStatus database) {
    if (!database.getAvailable()) {
      return "not available";
    }
    return String.format(
        Locale.ROOT,
        "PostgreSQL %s%s, %s, %d partitions, schema %d",
        SafeText.oneLine(database.getVersion()),
        database.getEmbedded() ? " (embedded)" : "",
        bytes(database.getSizeBytes()),
        database.getPartitions(),
        database.getSchemaVersion());
  }

  private static String bytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MiB", bytes / 1048576.0);
  }
}
