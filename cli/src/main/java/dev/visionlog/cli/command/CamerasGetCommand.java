package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.v1.Camera;
import dev.visionlog.v1.GetCameraRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "get",
    description = "Shows one camera. Ends with 3 if there is none with this id.",
    footer = {"", "Example:", "  visionlog cameras get 3"})
final class CamerasGetCommand extends SessionCommand {
  @Parameters(paramLabel = "ID", description = "The camera's id.")
  private long id;

  CamerasGetCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    GetCameraRequest request = GetCameraRequest.newBuilder().setId(id).build();
    Camera camera = session().connection().cameras().getCamera(request).getCamera();
    session().print(camera, () -> CameraText.lines(session(), List.of(camera)));
    return ExitCodes.OK;
  }
}
