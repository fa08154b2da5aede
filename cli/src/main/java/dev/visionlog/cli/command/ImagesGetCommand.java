package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.CommandFailure;
import dev.visionlog.cli.connection.ExitCodes;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "get",
    description = "Fetches the image of a prediction. Ends with 3 if there is none.",
    footer = {
      "",
      "Examples:",
      "  visionlog images get 4711 -o frame.jpg",
      "  visionlog images get 4711 --view thumbnail --max-side 160 --boxes > small.jpg"
    })
final class ImagesGetCommand extends SessionCommand {
  @Parameters(paramLabel = "ID", description = "The prediction's id.")
  private long id;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file; standard output if not given, unless that is a terminal.")
  private @Nullable Path file;

  @Mixin private ImageOptions image = new ImageOptions();

  ImagesGetCommand(Session session) {
    super(session);
  }

  @Override
  int run() throws IOException {
    if (file == null && session().surroundings().outputIsTerminal()) {
      throw CommandFailure.usage("An image is nothing for a terminal: name a file with --output");
    }
    image.write(session(), id, file);
    return ExitCodes.OK;
  }
}
