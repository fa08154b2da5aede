package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.output.EntryFormat;
import dev.visionlog.v1.ExtraFormat;
import dev.visionlog.v1.GetPredictionRequest;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "get",
    description =
        "Shows one prediction with everything that is known of it, and fetches its image if a file is named. Ends with 3"
            + " if there is none with this id, or no image of it.",
    footer = {
      "",
      "Examples:",
      "  visionlog predictions get 4711",
      "  visionlog predictions get 4711 --image frame.jpg --view annotated"
    })
final class PredictionsGetCommand extends SessionCommand {
  @Parameters(paramLabel = "ID", description = "The prediction's id.")
  private long id;

  @Option(names = "--image", paramLabel = "FILE", description = "Also write its image there.")
  private @Nullable Path file;

  @Mixin private ImageOptions image = new ImageOptions();

  PredictionsGetCommand(Session session) {
    super(session);
  }

  @Override
  int run() throws IOException {
    GetPredictionRequest request =
        GetPredictionRequest.newBuilder()
            .setId(id)
            .setExtraFormat(ExtraFormat.EXTRA_FORMAT_JSON)
            .build();
    var answer = session().connection().predictions().getPrediction(request);
    session()
        .out()
        .line(session().predictions(EntryFormat.FULL, true).render(answer.getPrediction()));
    if (file != null) {
      image.write(session(), id, file);
    }
    return ExitCodes.OK;
  }
}
