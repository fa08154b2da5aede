package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.v1.DeleteCameraRequest;
import dev.visionlog.v1.DeleteCameraResponse;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "delete",
    description = "Deletes a camera and keeps its entries.",
    footer = {"", "Example:", "  visionlog cameras delete 7"})
final class CamerasDeleteCommand extends SessionCommand {
  @Parameters(paramLabel = "ID", description = "The camera's id.")
  private long id;

  CamerasDeleteCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    DeleteCameraRequest request = DeleteCameraRequest.newBuilder().setId(id).build();
    DeleteCameraResponse answer = session().connection().cameras().deleteCamera(request);
    session().print(answer, () -> List.of("Camera " + id + " deleted; its entries are kept"));
    return ExitCodes.OK;
  }
}
