package dev.visionlog.camera.worker;

import dev.visionlog.camera.frame.FrameNames;
import dev.visionlog.client.Prediction;
import java.time.Duration;

/** Settings of a worker for tests. */
final class Settings {
  private Settings() {}

  static WorkerSettings of() {
    return of(ImageChoice.ALL);
  }

  static WorkerSettings of(ImageChoice images) {
    return new WorkerSettings(
        new FrameNames(3, "night-7"),
        0,
        1,
        0,
        new Prediction.Model("motion", "1", "Staging"),
        images,
        90,
        2,
        Duration.ofSeconds(5));
  }
}
