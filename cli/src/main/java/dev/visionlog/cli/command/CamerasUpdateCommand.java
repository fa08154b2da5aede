package dev.visionlog.cli.command;

import com.google.protobuf.FieldMask;
import dev.visionlog.cli.connection.CommandFailure;
import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.v1.Camera;
import dev.visionlog.v1.UpdateCameraRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "update",
    description = "Changes a camera's name or description.",
    footer = {"", "Example:", "  visionlog cameras update 7 --name 'Gate north'"})
final class CamerasUpdateCommand extends SessionCommand {
  @Parameters(paramLabel = "ID", description = "The camera's id.")
  private long id;

  @Option(names = "--name", paramLabel = "NAME", description = "The new name.")
  private @Nullable String name;

  @Option(
      names = "--description",
      paramLabel = "TEXT",
      description = "The new description; '' takes it away.")
  private @Nullable String text;

  CamerasUpdateCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    UpdateCameraRequest request = request();
    Camera camera = session().connection().cameras().updateCamera(request).getCamera();
    session().print(camera, () -> CameraText.lines(session(), List.of(camera)));
    return ExitCodes.OK;
  }

  private UpdateCameraRequest request() {
    Camera.Builder camera = Camera.newBuilder().setId(id);
    FieldMask.Builder mask = FieldMask.newBuilder();
    if (name != null) {
      camera.setName(name);
      mask.addPaths("name");
    }
    if (text != null) {
      camera.setDescription(text);
      mask.addPaths("description");
    }
    if (mask.getPathsCount() == 0) {
      throw CommandFailure.usage("Nothing to change: give --name or --description");
    }
    return UpdateCameraRequest.newBuilder().setCamera(camera).setUpdateMask(mask).build();
  }
}
