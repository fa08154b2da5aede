package dev.visionlog.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.testing.ChildProcess;
import dev.visionlog.testing.RealServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example application of the documentation, as it stands there. */
class ExampleIT {
  private static final Path EXAMPLE = Path.of("..", "docs", "examples", "logback").toAbsolutePath();

  @Test
  void example_sendsWhatItLogs_andWhatIsAskedForWhileItRuns(@TempDir Path folder) {
    try (RealServer server = new RealServer();
        ChildProcess app = start(folder, server)) {
      app.write("a scratch\n");
      awaitStored(server, "WARNING|Saw a scratch|camera_3|3|{\"line\": \"press-2\", \"frame\": 1}");
      assertThat(stored(server)).noneMatch(entry -> entry.startsWith("DEBUG"));

      server.setThreshold("camera_3", "DEBUG");
      await()
          .untilAsserted(
              () -> {
                app.write("a dent\n");
                assertThat(stored(server)).anyMatch(entry -> entry.startsWith("DEBUG|Frame "));
              });

      app.end();
      assertThat(app.exitCode()).as(app::err).isZero();
      awaitStored(server, "INFO|Camera goes down|camera_3|3|{\"line\": \"press-2\"}");
      assertThat(server.count("SELECT count(*) FROM logs WHERE message = 'Camera is up'"))
          .isEqualTo(1);
    }
  }

  private static ChildProcess start(Path folder, RealServer server) {
    return ChildProcess.java(
        folder,
        Map.of("VISIONLOG_SERVER", server.address(), "SPOOL", folder.resolve("spool").toString()),
        List.of(
            "-Dlogback.configurationFile=" + EXAMPLE.resolve("logback.xml"),
            EXAMPLE.resolve("CameraApp.java").toString()));
  }

  /** Without what every entry has beside the application's own. */
  private static List<String> stored(RealServer server) {
    return server.sql(
        "SELECT concat_ws('|', level, message, source, camera_id, extra_data - 'thread')"
            + " FROM logs ORDER BY id");
  }

  private static void awaitStored(RealServer server, String entry) {
    await().untilAsserted(() -> assertThat(stored(server)).contains(entry));
  }
}
