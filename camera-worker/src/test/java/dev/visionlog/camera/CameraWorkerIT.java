package dev.visionlog.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.camera.frame.Box;
import dev.visionlog.testing.ChildProcess;
import dev.visionlog.testing.RealServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The worker with a real server. */
class CameraWorkerIT {

  @TempDir Path folder;

  private final RealServer server = new RealServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void video_becomesPredictionsWithImagesAndLogs() throws Exception {
    Path video = TestVideo.record(folder.resolve("box.avi"), 60, CameraWorkerIT::passingBox);
    int status =
        run("--video", video.toString(), "--camera-id", "3", "--fps", "0", "--run-id", "night-7");
    assertThat(status).isZero();
    assertThat(server.count("SELECT count(*) FROM predictions")).isEqualTo(60);
    assertThat(
            server.sql(
                """
                SELECT DISTINCT concat_ws(' ', camera_id, model_name, model_version, batch_id, status,
                  image_width, image_height, image_missing_reason) FROM predictions"""))
        .containsExactly("3 motion-mog2 1 night-7 success 320 240 ");
    assertThat(server.sql("SELECT image_id FROM predictions ORDER BY id LIMIT 2"))
        .containsExactly("camera-3/night-7/frame-000001", "camera-3/night-7/frame-000002");
    assertThat(server.count("SELECT count(*) FROM predictions WHERE classes = '{motion}'"))
        .isGreaterThan(15);
    assertThat(server.sql("SELECT message FROM logs WHERE camera_id = 3 ORDER BY id"))
        .anyMatch(message -> message.startsWith("Camera started: " + video + ", 320 x 240"))
        .anyMatch(message -> message.startsWith("Camera statistics: 60 frames"));
  }

  @Test
  void detectorThatFails_becomesFailedPredictionsAndALog() {
    assertThat(run("--demo", "--limit", "6", "--fps", "0", "--detector", "failing")).isZero();
    assertThat(
            server.sql(
                "SELECT status || ' ' || error_message FROM predictions ORDER BY image_id LIMIT 2"))
        .containsExactly("success ", "error IllegalStateException: Model is gone");
    assertThat(server.sql("SELECT message FROM logs WHERE level = 'ERROR'"))
        .containsExactly("Detector failed: IllegalStateException: Model is gone");
  }

  @Test
  void killedWorkerAndServer_storeEachFrameOnce() {
    String[] arguments = {
      "--demo",
      "--limit",
      "150",
      "--fps",
      "40",
      "--run-id",
      "killed",
      "--resume",
      "--spool",
      folder.resolve("spool").toString()
    };
    try (ChildProcess worker = child(arguments)) {
      awaitStored(20);
      worker.kill();
    }
    try (ChildProcess worker = child(arguments)) {
      awaitStored(60);
      server.stop();
      server.start();
      awaitStored(90);
      worker.kill();
    }
    assertThat(run(arguments)).isZero();
    assertThat(stored()).isEqualTo(150);
    assertThat(server.count("SELECT count(DISTINCT image_id) FROM predictions")).isEqualTo(150);
  }

  @Test
  void interruptedWorker_bringsEverythingToSafetyFirst() {
    try (ChildProcess worker = child("--demo", "--fps", "20")) {
      awaitStored(5);
      worker.interrupt();
      assertThat(worker.exitCode()).isZero();
      long stored = stored();
      assertThat(worker.err())
          .contains("Camera worker is stopped")
          .contains("Predictions: " + stored + " stored, 0 left in the spool, 0 lost");
    }
  }

  @Test
  void videoThatIsMissing_isAFailureAndLogged() {
    assertThat(run("--video", "nowhere.avi", "--camera-id", "3")).isEqualTo(1);
    assertThat(server.sql("SELECT message FROM logs WHERE level = 'ERROR'"))
        .containsExactly("Camera failed: Cannot read the video nowhere.avi: there is no such file");
  }

  private void awaitStored(int predictions) {
    await().until(() -> stored() >= predictions);
  }

  private long stored() {
    return server.count("SELECT count(*) FROM predictions");
  }

  private int run(String... arguments) {
    return new CommandLine(new CameraCommand()).execute(withServer(arguments));
  }

  private ChildProcess child(String... arguments) {
    return ChildProcess.start(folder, VisionlogCamera.class, withServer(arguments));
  }

  private String[] withServer(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--server", server.address()));
    return all.toArray(String[]::new);
  }

  private static Mat passingBox(long number) {
    return number <= 30
        ? Pictures.grey(90, number)
        : Pictures.withBox(90, number, Box.ofSize((number - 30) * 8, 100, 50, 60));
  }
}
