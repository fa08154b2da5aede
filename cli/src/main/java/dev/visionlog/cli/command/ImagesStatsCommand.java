package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.output.Amounts;
import dev.visionlog.cli.output.SafeText;
import dev.visionlog.v1.GetImageStatsRequest;
import dev.visionlog.v1.GetImageStatsResponse;
import dev.visionlog.v1.ImageStorage;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
    name = "stats",
    description =
        "Says how many images are stored, what they take, and whether more can be stored.",
    footer = {"", "Example:", "  visionlog images stats --json | jq -r .free_bytes"})
final class ImagesStatsCommand extends SessionCommand {

  ImagesStatsCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    GetImageStatsResponse answer =
        session()
            .connection()
            .predictions()
            .getImageStats(GetImageStatsRequest.getDefaultInstance());
    session().print(answer, () -> lines(answer));
    return ExitCodes.OK;
  }

  private List<String> lines(GetImageStatsResponse stats) {
    ImageStorage storage = stats.getStorage();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %s with a defect, %s without; %s"
            .formatted(
                Amounts.images(storage.getTotalImages()),
                Amounts.grouped(storage.getDefectImages()),
                Amounts.grouped(storage.getNoDefectImages()),
                Amounts.bytes(storage.getTotalSizeBytes())));
    if (stats.hasOldestTime()) {
      String oldest = session().times().compact(stats.getOldestTime());
      lines.add("From " + oldest + " to " + session().times().compact(stats.getNewestTime()));
    }
    String state = stats.getWritable() ? "can be written to" : "cannot be written to";
    lines.add("The folder " + state + "; " + Amounts.bytes(stats.getFreeBytes()) + " are free");
    if (!stats.getProblem().isEmpty()) {
      lines.add("Problem: " + SafeText.oneLine(stats.getProblem()));
    }
    lines.add(
        "Since the server started: %s saved, %s there already, %s refused, %s failed"
            .formatted(
                Amounts.grouped(stats.getSavedCount()),
                Amounts.grouped(stats.getReusedCount()),
                Amounts.grouped(stats.getRefusedCount()),
                Amounts.grouped(stats.getFailedCount())));
    return lines;
  }
}
