package dev.visionlog.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.server.VisionlogServer;
import dev.visionlog.testing.ChildProcess;
import dev.visionlog.testing.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The worker as {@code visionlog up --demo} starts it: beside the server, for as long as that. */
class DemoBesideServerIT {

  private final Path folder = TestPostgres.folder("demo");
  private final ChildProcess server =
      ChildProcess.java(
          folder,
          Map.of(),
          List.of(
              "-Xmx256m",
              "-Dvisionlog.camera.classpath=" + System.getProperty("java.class.path"),
              VisionlogServer.class.getName(),
              "up",
              "--demo",
              "--data-dir",
              folder.resolve("data").toString(),
              "--grpc-port",
              "0",
              "--web-port",
              "0"));

  @AfterEach
  void close() {
    server.close();
    await().ignoreExceptions().untilAsserted(() -> TestPostgres.delete(folder));
  }

  @Test
  void camera_isThereAndEndsInOrderWithTheServer() {
    await().until(() -> server.err().contains("Camera started: demo, 640 x 480"));
    server.close();
    assertThat(server.err())
        .containsPattern("Predictions: \\d+ stored, 0 left in the spool, 0 lost")
        .doesNotContain("next try in");
  }
}
