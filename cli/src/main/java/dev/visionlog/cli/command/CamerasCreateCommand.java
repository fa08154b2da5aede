package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.v1.Camera;
import dev.visionlog.v1.CreateCameraRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "create",
    description = "Registers a camera.",
    footer = {
      "",
      "Examples:",
      "  visionlog cameras create Gate",
      "  visionlog cameras create Gate --id 7 --description 'North entrance, looks at the barrier'"
    })
final class CamerasCreateCommand extends SessionCommand {
  @Parameters(paramLabel = "NAME", description = "The camera's name.")
  private String name = "";

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Its id; given by the server if not set.")
  private @Nullable Long id;

  @Option(
      names = "--description",
      paramLabel = "TEXT",
      description = "Where it is or what it looks at.")
  private String text = "";

  CamerasCreateCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    Camera.Builder wanted = Camera.newBuilder().setName(name).setDescription(text);
    if (id != null) {
      wanted.setId(id);
    }
    CreateCameraRequest request = CreateCameraRequest.newBuilder().setCamera(wanted).build();
    Camera camera = session().connection().cameras().createCamera(request).getCamera();
    session().print(camera, () -> CameraText.lines(session(), List.of(camera)));
    return ExitCodes.OK;
  }
}
