package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.importing.ImportSettings;
import dev.visionlog.cli.importing.Presets;
import dev.visionlog.cli.importing.WriteLogs;
import dev.visionlog.cli.output.EntryFormat;
import dev.visionlog.v1.LogEntry;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "import",
    description = {
      "Reads log files and stores their entries, each once, also if the server restarts meanwhile.",
      "",
      "JSON lines are read as they are exported. For text, say with --preset or --pattern what a line is made of; lines"
          + " that do not match belong to the entry before them. Files may be compressed with gzip. Ends with 1 if"
          + " anything was rejected."
    },
    footer = {
      "",
      "Examples:",
      "  visionlog import all.ndjson.gz",
      "  visionlog import --preset openssh --year 2026 /var/log/auth.log",
      "  visionlog import --pattern '(?<time>\\S+ \\S+) (?<level>\\w+) (?<message>.*)' --dry-run app.log",
      "  kubectl logs my-pod | visionlog import --time-key ts --message-key msg --source my-pod -",
      "",
      "--show-presets prints the presets, which are examples for patterns of your own."
    })
final class ImportCommand extends SessionCommand {
  @Mixin private ImportFiles files = new ImportFiles();
  @Mixin private ImportOptions options = new ImportOptions();

  @Option(names = "--show-presets", description = "Print the presets.")
  private boolean showPresets;

  ImportCommand(Session session) {
    super(session);
  }

  @Override
  int run() throws IOException {
    if (showPresets) {
      Presets.text().lines().forEach(session().out()::line);
      return ExitCodes.OK;
    }
    files.check();
    ImportSettings settings = options.settings(session());
    return files.run(
        session(),
        new Imported<>(
            settings::parserFor,
            new WriteLogs(session().connection().logStreams()),
            session().entries(EntryFormat.FULL, true),
            LogEntry::getLevel,
            new Imported.Words("an entry", "entries", "levels")));
  }
}
