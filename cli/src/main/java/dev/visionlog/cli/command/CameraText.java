package dev.visionlog.cli.command;

import dev.visionlog.cli.output.Table;
import dev.visionlog.v1.Camera;
import java.util.List;

/** Cameras as people read them. */
final class CameraText {
  private CameraText() {}

  static List<String> lines(Session session, List<Camera> cameras) {
    Table table = new Table("ID", "NAME", "DESCRIPTION", "CREATED");
    for (Camera camera : cameras) {
      table.row(
          Long.toString(camera.getId()),
          camera.getName(),
          camera.getDescription(),
          camera.hasCreateTime() ? session.times().seconds(camera.getCreateTime()) : "");
    }
    return table.lines();
  }
}
