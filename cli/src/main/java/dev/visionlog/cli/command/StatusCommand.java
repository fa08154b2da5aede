package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.output.Amounts;
import dev.visionlog.cli.output.SafeText;
import dev.visionlog.v1.DatabaseStatus;
import dev.visionlog.v1.GetStatusRequest;
import dev.visionlog.v1.GetStatusResponse;
import dev.visionlog.v1.PipelineStatus;
import dev.visionlog.v1.TailStatus;
import java.util.ArrayList;
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
    List<String> lines = new ArrayList<>();
    lines.add(
        "server       "
            + SafeText.oneLine(answer.getVersion())
            + " at "
            + session().server()
            + ", since "
            + session().times().seconds(answer.getStartTime()));
    lines.add("database     " + database(answer.getDatabase()));
    add(lines, "entries      ", answer.getPipeline(), answer.getTail());
    add(lines, "predictions  ", answer.getPredictionPipeline(), answer.getPredictionTail());
    return lines;
  }

  private static void add(
      List<String> lines, String name, PipelineStatus pipeline, TailStatus tail) {
    lines.add(
        name
            + String.format(
                Locale.ROOT,
                "%,d received, %,d stored, %,d suppressed, %,d rejected, %,d duplicate, %,d failed",
                pipeline.getReceivedCount(),
                pipeline.getStoredCount(),
                pipeline.getSuppressedCount(),
                pipeline.getRejectedCount(),
                pipeline.getDuplicateCount(),
                pipeline.getFailedCount()));
    lines.add(
        String.format(
            Locale.ROOT,
            "  buffered   %,d, %s of %s",
            pipeline.getBufferedCount(),
            Amounts.bytes(pipeline.getBufferedBytes()),
            Amounts.bytes(pipeline.getBufferLimitBytes())));
    lines.add(
        String.format(
            Locale.ROOT,
            "  tails      %d at position %,d, %,d gaps, %,d skipped, %s buffered",
            tail.getTails(),
            tail.getHeadPosition(),
            tail.getGapCount(),
            tail.getSkippedCount(),
            Amounts.bytes(tail.getBufferedBytes())));
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
        Amounts.bytes(database.getSizeBytes()),
        database.getPartitions(),
        database.getSchemaVersion());
  }
}
