package dev.visionlog.cli.command;

import dev.visionlog.cli.output.DurationText;
import dev.visionlog.cli.output.SafeText;
import dev.visionlog.cli.output.Table;
import dev.visionlog.cli.output.TimeText;
import dev.visionlog.v1.CameraActivity;
import dev.visionlog.v1.DiagnoseResponse;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.Silence;
import dev.visionlog.v1.TestEntriesResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The report: what to look at first, then what it was found in. */
final class DiagnoseText {
  private final Session session;
  private final List<String> lines = new ArrayList<>();

  DiagnoseText(Session session) {
    this.session = session;
  }

  List<String> lines(DiagnoseResponse answer) {
    findings(answer);
    section("Entries", new StatsText(session).lines(answer.getStats()));
    section("Sources", SourcesCommand.lines(session, answer.getSourcesList()));
    if (answer.getCamerasCount() > 0) {
      section("Cameras", cameras(answer.getCamerasList()));
    }
    if (answer.getSilencesCount() > 0) {
      section("Silences", silences(answer.getSilencesList()));
    }
    if (answer.getIncompleteWritersCount() > 0) {
      section(
          "Writers with missing batches",
          WritersCommand.lines(session, answer.getIncompleteWritersList()));
    }
    if (answer.hasTestEntries()) {
      section("Test entries", testEntries(answer.getTestEntries()));
    }
    return lines;
  }

  private void findings(DiagnoseResponse answer) {
    if (answer.getFindingsCount() == 0) {
      lines.add(session.colors().level(LogLevel.SUCCESS, "Nothing to look at: all is well"));
      return;
    }
    lines.add(session.colors().alarm("To look at:"));
    answer
        .getFindingsList()
        .forEach(finding -> lines.add("  - " + SafeText.indented(finding, "    ")));
  }

  private void section(String title, List<String> content) {
    lines.add("");
    lines.add(session.colors().strong(title));
    content.forEach(line -> lines.add("  " + line));
  }

  private List<String> cameras(List<CameraActivity> cameras) {
    Table table = new Table("CAMERA", "NAME", "ENTRIES", "ERRORS", "LAST ENTRY");
    for (CameraActivity camera : cameras) {
      table.row(
          Long.toString(camera.getCameraId()),
          camera.getCameraName().isEmpty() ? "(not registered)" : camera.getCameraName(),
          camera.getLogCount(),
          camera.getErrorCount(),
          camera.hasLastLogTime() ? session.times().compact(camera.getLastLogTime()) : "none");
    }
    return table.lines();
  }

  private List<String> silences(List<Silence> silences) {
    Table table = new Table("FROM", "TO", "FOR");
    for (Silence silence : silences) {
      Duration length =
          Duration.between(
              TimeText.instant(silence.getStart()), TimeText.instant(silence.getEnd()));
      table.row(
          session.times().seconds(silence.getStart()),
          session.times().seconds(silence.getEnd()),
          DurationText.format(length));
    }
    return table.lines();
  }

  private static List<String> testEntries(TestEntriesResult result) {
    List<String> lines = new ArrayList<>();
    lines.add(
        (result.getOk() ? "All were stored and found again" : "Not all were stored and found again")
            + " ("
            + Protos.duration(result.getElapsed()).toMillis()
            + " ms)");
    lines.add("before: " + Protos.counts(result.getBeforeList()));
    lines.add("after:  " + Protos.counts(result.getAfterList()));
    if (result.getSuppressedLevelsCount() > 0) {
      lines.add(
          "below the threshold, not stored: "
              + result.getSuppressedLevelsList().stream()
                  .map(LogLevel::name)
                  .collect(Collectors.joining(", ")));
    }
    return lines;
  }
}
