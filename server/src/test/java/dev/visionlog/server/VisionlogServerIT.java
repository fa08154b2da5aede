package dev.visionlog.server;

import static dev.visionlog.server.testing.Predictions.image;
import static dev.visionlog.server.testing.Predictions.jpeg;
import static dev.visionlog.server.testing.Predictions.ok;
import static dev.visionlog.server.testing.Predictions.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.server.testing.TestDatabase;
import dev.visionlog.server.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that cannot start says why in a line, to a person. */
class VisionlogServerIT {
  private final TestDatabase database = TestDatabase.createMigrated();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;

  @AfterEach
  void drop() {
    database.drop();
  }

  @Test
  void up_besideItsImages() {
    try (TestServer server = TestServer.on(database)) {
      server.predictions().createPredictions(request(ok("a").setImage(image(jpeg(1)))));
    }

    assertThat(up("--images-dir", folder.resolve("other").toString())).isEqualTo(1);

    assertOneLine(
        "Cannot keep images in the folder", "are in another folder. Is a disk not mounted?");
  }

  @Test
  void up_whereTheFolderCannotBe() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(up("--images-dir", file.resolve("images").toString())).isEqualTo(1);

    assertOneLine("Cannot keep images in the folder", file.toString());
  }

  @Test
  void up_onAPortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());

      assertThat(up("--images-dir", folder.toString(), "--grpc-port", port)).isEqualTo(1);

      assertOneLine(port, "is something else listening there?");
    }
  }

  private int up(String... flags) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "up",
                "--database-url",
                database.jdbcUrl(),
                "--database-user",
                database.user(),
                "--database-password",
                database.password(),
                "--web-port",
                "0",
                "--grpc-port",
                "0"));
    all.addAll(List.of(flags));
    return VisionlogServer.run(all, System.out, new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private void assertOneLine(String... parts) {
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("visionlog: ")
        .contains(parts)
        .hasLineCount(1);
  }
}
