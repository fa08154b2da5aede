package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.connection.Filters;
import dev.visionlog.cli.connection.Mapped;
import dev.visionlog.cli.output.Amounts;
import dev.visionlog.v1.ExportPredictionsRequest;
import dev.visionlog.v1.PredictionExportFormat;
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
      "Writes all matching predictions, oldest first, as NDJSON, CSV, one JSON document or COCO. Images are not in it;"
          + " their paths are.",
      "",
      "A file appears under its name only when it is complete. What ends in .gz is compressed. An NDJSON export can be"
          + " imported again."
    },
    footer = {
      "",
      "Examples:",
      "  visionlog predictions export -o all.ndjson.gz",
      "  visionlog predictions export --defects --start 7d --format csv -o week.csv",
      "  visionlog predictions export --model yolov8m --format coco -o annotations.json"
    })
final class PredictionsExportCommand extends SessionCommand {
  enum Format {
    NDJSON,
    CSV,
    JSON,
    COCO
  }

  @Mixin private PredictionSelection selection = new PredictionSelection();
  @Mixin private Range range = new Range();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "ndjson, csv, json or coco; csv or json by the file's name if not given, otherwise ndjson.")
  private @Nullable Format format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file; standard output if not given.")
  private @Nullable Path file;

  PredictionsExportCommand(Session session) {
    super(session);
  }

  @Override
  int run() throws IOException {
    var answers = session().connection().patientPredictions().exportPredictions(request());
    new Download(session(), file, Amounts::predictions)
        .write(
            new Mapped<>(
                answers,
                answer -> new Download.Chunk(answer.getData(), answer.getPredictionCount())));
    return ExitCodes.OK;
  }

  private ExportPredictionsRequest request() {
    String times = range.filter(session().timeArguments());
    return ExportPredictionsRequest.newBuilder()
        .setFilter(Filters.and(selection.filter(), times))
        .setFormat(wanted())
        .build();
  }

  private PredictionExportFormat wanted() {
    return switch (format()) {
      case NDJSON -> PredictionExportFormat.PREDICTION_EXPORT_FORMAT_NDJSON;
      case CSV -> PredictionExportFormat.PREDICTION_EXPORT_FORMAT_CSV;
      case JSON -> PredictionExportFormat.PREDICTION_EXPORT_FORMAT_JSON;
      case COCO -> PredictionExportFormat.PREDICTION_EXPORT_FORMAT_COCO;
    };
  }

  private Format format() {
    if (format != null) {
      return format;
    }
    String name = file == null ? "" : file.toString().toLowerCase(Locale.ROOT);
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    if (plain.endsWith(".csv")) {
      return Format.CSV;
    }
    return plain.endsWith(".json") ? Format.JSON : Format.NDJSON;
  }
}
