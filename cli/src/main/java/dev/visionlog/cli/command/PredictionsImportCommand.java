package dev.visionlog.cli.command;

import dev.visionlog.cli.importing.PredictionDefaults;
import dev.visionlog.cli.importing.PredictionLinesParser;
import dev.visionlog.cli.importing.TimeParser;
import dev.visionlog.cli.importing.WritePredictions;
import dev.visionlog.cli.importing.YearGuess;
import dev.visionlog.cli.output.EntryFormat;
import dev.visionlog.v1.Prediction;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "import",
    description = {
      "Reads files of predictions, a JSON object a line, and stores each once, also if the server restarts meanwhile.",
      "",
      "Files that edge clients have buffered are read, and NDJSON exports, both without images. They may be compressed"
          + " with gzip. Ends with 1 if anything was rejected."
    },
    footer = {
      "",
      "Examples:",
      "  visionlog predictions import buffer.jsonl --dry-run",
      "  visionlog predictions import --device press-4 /data/prediction_buffer.jsonl",
      "  visionlog predictions import all.ndjson.gz"
    })
final class PredictionsImportCommand extends SessionCommand {
  @Mixin private ImportFiles files = new ImportFiles();

  @Option(
      names = "--device",
      paramLabel = "ID",
      description = "The edge device of predictions that name none.")
  private String device = "";

  @Option(
      names = "--camera",
      paramLabel = "ID",
      description = "The camera of predictions that name none.")
  private @Nullable Long camera;

  PredictionsImportCommand(Session session) {
    super(session);
  }

  @Override
  int run() throws IOException {
    files.check();
    PredictionDefaults defaults = new PredictionDefaults(device, camera);
    return files.run(
        session(),
        new Imported<>(
            (first, sink) -> new PredictionLinesParser(times(), defaults, sink),
            new WritePredictions(session().connection().predictionStreams()),
            session().predictions(EntryFormat.FULL, true),
            PredictionsImportCommand::result,
            new Imported.Words("a prediction", "predictions", "results")));
  }

  private TimeParser times() {
    YearGuess years = new YearGuess(null, session().surroundings().clock());
    return new TimeParser(List.of(), session().zone(), years);
  }

  private static String result(Prediction prediction) {
    return prediction.getDefectDetected() ? "defect" : "no defect";
  }
}
