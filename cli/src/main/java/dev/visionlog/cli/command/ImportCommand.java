package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.CommandFailure;
import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.importing.BatchWriter;
import dev.visionlog.cli.importing.DryRun;
import dev.visionlog.cli.importing.EntrySender;
import dev.visionlog.cli.importing.FileImport;
import dev.visionlog.cli.importing.ImportAccount;
import dev.visionlog.cli.importing.ImportSettings;
import dev.visionlog.cli.importing.ImportSink;
import dev.visionlog.cli.importing.LiveInput;
import dev.visionlog.cli.importing.Presets;
import dev.visionlog.cli.output.SafeText;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "The files; - is standard input.")
  private List<String> files = new ArrayList<>();

  @Mixin private ImportOptions options = new ImportOptions();

  @Option(names = "--dry-run", description = "Send nothing; show the first entries and the counts.")
  private boolean dryRun;

  @Option(names = "--show-presets", description = "Print the presets.")
  private boolean showPresets;

  @Option(
      names = "--retry-for",
      paramLabel = "TIME",
      description = "How long to go on trying while the server cannot be reached; 60s by default.")
  private Duration retryFor = Duration.ofSeconds(60);

  ImportCommand(Session session) {
    super(session);
  }

  @Override
  int run() throws IOException {
    if (showPresets) {
      Presets.text().lines().forEach(session().out()::line);
      return ExitCodes.OK;
    }
    if (files.isEmpty()) {
      throw CommandFailure.usage("Say what to import: files, or - for standard input");
    }
    checkFiles();
    ImportSettings settings = options.settings(session());
    ImportAccount account = new ImportAccount();
    if (dryRun) {
      dryRun(settings, account);
    } else {
      send(settings, account);
    }
    return account.hasRejections() ? ExitCodes.FAILURE : ExitCodes.OK;
  }

  private void dryRun(ImportSettings settings, ImportAccount account) throws IOException {
    DryRun sink = new DryRun(account);
    readAll(settings, sink, account, () -> {});
    new ImportText(session()).dryRun(sink, account);
  }

  private void send(ImportSettings settings, ImportAccount account) throws IOException {
    EntrySender sender = new EntrySender(account, session().notices(), this::writer);
    try {
      readAll(settings, sender, account, sender::idle);
      sender.finish();
    } finally {
      session().notices().clear();
      new ImportText(session()).summary(account);
    }
  }

  private BatchWriter writer(BatchWriter.Listener listener) {
    return new BatchWriter(
        session().connection().logStreams(),
        "visionlog import " + String.join(" ", files.subList(0, 1)),
        session().interruption(),
        session().backoff(),
        retryFor,
        ANSWER_TIMEOUT,
        System::nanoTime,
        listener);
  }

  private void readAll(
      ImportSettings settings, ImportSink sink, ImportAccount account, Runnable idle)
      throws IOException {
    FileImport reader = new FileImport(settings, sink, account);
    for (String file : files) {
      reader.read(file.equals("-") ? "standard input" : file, open(file, idle));
    }
  }

  private void checkFiles() {
    for (String file : files) {
      if (!file.equals("-") && !Files.isReadable(Path.of(file))) {
        throw CommandFailure.usage(
            "There is no file " + SafeText.oneLine(file) + " that can be read");
      }
    }
  }

  private InputStream open(String file, Runnable idle) throws IOException {
    return file.equals("-")
        ? new LiveInput(session().surroundings().in(), session().interruption(), idle)
        : new FileInputStream(file); // Unlike a channel's, it also reads pipes.
  }
}
