package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.v1.Camera;
import dev.visionlog.v1.ListCamerasRequest;
import dev.visionlog.v1.ListCamerasResponse;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
    name = "list",
    description = "Lists all cameras in the order of their ids.",
    footer = {"", "Example:", "  visionlog cameras list --json | jq -r '.cameras[].name'"})
final class CamerasListCommand extends SessionCommand {
  private static final int PAGE = 1000;

  CamerasListCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    List<Camera> cameras = new ArrayList<>();
    String token = "";
    do {
      ListCamerasRequest request =
          ListCamerasRequest.newBuilder().setPageSize(PAGE).setPageToken(token).build();
      ListCamerasResponse answer = session().connection().cameras().listCameras(request);
      cameras.addAll(answer.getCamerasList());
      token = answer.getNextPageToken();
    } while (!token.isEmpty());
    ListCamerasResponse all = ListCamerasResponse.newBuilder().addAllCameras(cameras).build();
    session().print(all, () -> CameraText.lines(session(), cameras));
    return ExitCodes.OK;
  }
}
