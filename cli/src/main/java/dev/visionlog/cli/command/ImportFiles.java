package dev.visionlog.cli.command;

import com.google.protobuf.MessageLite;
import dev.visionlog.cli.connection.CommandFailure;
import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.importing.BatchWriter;
import dev.visionlog.cli.importing.DryRun;
import dev.visionlog.cli.importing.EntrySender;
import dev.visionlog.cli.importing.FileImport;
import dev.visionlog.cli.importing.ImportAccount;
import dev.visionlog.cli.importing.ImportSink;
import dev.visionlog.cli.importing.LiveInput;
import dev.visionlog.cli.output.SafeText;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The files of an import, and how they are sent. */
final class ImportFiles {
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "The files; - is standard input.")
  private List<String> files = new ArrayList<>();

  @Option(names = "--dry-run", description = "Send nothing; show the first of them and the counts.")
  private boolean dryRun;

  @Option(
      names = "--retry-for",
      paramLabel = "TIME",
      description = "How long to go on trying while the server cannot be reached; 60s by default.")
  private Duration retryFor = Duration.ofSeconds(60);

  /** Wrong use ends the command before anything is read. */
  void check() {
    if (files.isEmpty()) {
      throw CommandFailure.usage("Say what to import: files, or - for standard input");
    }
    for (String file : files) {
      if (!file.equals("-") && !Files.isReadable(Path.of(file))) {
        throw CommandFailure.usage(
            "There is no file " + SafeText.oneLine(file) + " that can be read");
      }
    }
  }

  /** Reads and sends everything, or only reads it; returns the exit code. */
  <E extends MessageLite, K extends Comparable<K>> int run(Session session, Imported<E, K> imported)
      throws IOException {
    ImportAccount account = new ImportAccount();
    if (dryRun) {
      dryRun(session, imported, account);
    } else {
      send(session, imported, account);
    }
    return account.hasRejections() ? ExitCodes.FAILURE : ExitCodes.OK;
  }

  private <E extends MessageLite, K extends Comparable<K>> void dryRun(
      Session session, Imported<E, K> imported, ImportAccount account) throws IOException {
    DryRun<E, K> sink = new DryRun<>(account, imported.group());
    readAll(session, imported, sink, account, () -> {});
    new ImportText(session, imported.words()).dryRun(sink, imported.renderer(), account);
  }

  private <E extends MessageLite> void send(
      Session session, Imported<E, ?> imported, ImportAccount account) throws IOException {
    EntrySender<E> sender =
        new EntrySender<>(
            account, session.notices(), listener -> writer(session, imported, listener));
    try {
      readAll(session, imported, sender, account, sender::idle);
      sender.finish();
    } finally {
      session.notices().clear();
      new ImportText(session, imported.words()).summary(account);
    }
  }

  private <E extends MessageLite> BatchWriter<E> writer(
      Session session, Imported<E, ?> imported, BatchWriter.Listener<E> listener) {
    return new BatchWriter<>(
        imported.method(),
        "visionlog import " + String.join(" ", files.subList(0, 1)),
        session.interruption(),
        session.backoff(),
        retryFor,
        ANSWER_TIMEOUT,
        System::nanoTime,
        listener);
  }

  private <E extends MessageLite> void readAll(
      Session session,
      Imported<E, ?> imported,
      ImportSink<E> sink,
      ImportAccount account,
      Runnable idle)
      throws IOException {
    FileImport<E> reader = new FileImport<>(imported.parsers(), sink, account);
    for (String file : files) {
      reader.read(file.equals("-") ? "standard input" : file, open(session, file, idle));
    }
  }

  private static InputStream open(Session session, String file, Runnable idle) throws IOException {
    return file.equals("-")
        ? new LiveInput(session.surroundings().in(), session.interruption(), idle)
        : new FileInputStream(file); // Unlike a channel's, it also reads pipes.
  }
}
