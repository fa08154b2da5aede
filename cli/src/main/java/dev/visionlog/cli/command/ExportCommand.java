package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.connection.Filters;
import dev.visionlog.cli.connection.Mapped;
import dev.visionlog.cli.output.Amounts;
import dev.visionlog.v1.ExportFormat;
import dev.visionlog.v1.ExportLogsRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "export",
    description = {
      "Writes all matching entries, oldest first, as NDJSON or CSV.",
      "",
      "A file appears under its name only when it is complete. What ends in .gz is compressed. An NDJSON export can be"
          + " imported again."
    },
    footer = {
      "",
      "Examples:",
      "  visionlog export -o all.ndjson.gz",
      "  visionlog export 'level >= WARNING' --start 7d --format csv -o week.csv",
      "  visionlog export --source api | jq -r .message"
    })
final class ExportCommand extends SessionCommand {
  enum Format {
    NDJSON,
    CSV
  }

  @Mixin private Selection selection = new Selection();
  @Mixin private Range range = new Range();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "ndjson or csv; by the file's name if not given, otherwise ndjson.")
  private @Nullable Format format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file; standard output if not given.")
  private @Nullable Path file;

  ExportCommand(Session session) {
    super(session);
  }

  @Override
  int run() throws IOException {
    var answers = session().connection().patientLogs().exportLogs(request());
    new Download(session(), file, Amounts::entries)
        .write(
            new Mapped<>(
                answers, answer -> new Download.Chunk(answer.getData(), answer.getEntryCount())));
    return ExitCodes.OK;
  }

  private ExportLogsRequest request() {
    String times = range.filter(session().timeArguments());
    ExportFormat wanted =
        format() == Format.CSV ? ExportFormat.EXPORT_FORMAT_CSV : ExportFormat.EXPORT_FORMAT_NDJSON;
    return ExportLogsRequest.newBuilder()
        .setFilter(Filters.and(selection.filter(), times))
        .setFormat(wanted)
        .build();
  }

  private Format format() {
    if (format != null) {
      return format;
    }
    String name = file == null ? "" : file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".csv") || name.endsWith(".csv.gz") ? Format.CSV : Format.NDJSON;
  }
}
