package dev.visionlog.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.server.VisionlogServer;
import dev.visionlog.testing.ChildProcess;
import dev.visionlog.testing.TestPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bridge as {@code visionlog up} starts it: beside the server, for as long as that lives. */
class BesideServerIT {
  private final Path folder = TestPostgres.folder("beside");
  private final int port = freePort();
  private final ChildProcess server =
      ChildProcess.java(
          folder,
          Map.of(),
          List.of(
              "-Xmx256m",
              "-Dvisionlog.web.classpath=" + System.getProperty("java.class.path"),
              VisionlogServer.class.getName(),
              "up",
              "--data-dir",
              folder.resolve("data").toString(),
              "--grpc-port",
              "0",
              "--web-port",
              Integer.toString(port)));

  @AfterEach
  void close() {
    server.close();
    await().ignoreExceptions().untilAsserted(() -> TestPostgres.delete(folder));
  }

  @Test
  void bridge_livesAsLongAsTheServer() {
    assertThat(awaitLine("page")).endsWith("http://127.0.0.1:" + port);
    await().until(this::isUp);
    ProcessHandle first = bridge();

    first.destroyForcibly();
    await().until(() -> !first.isAlive() && isUp());
    ProcessHandle second = bridge();
    assertThat(second.pid()).isNotEqualTo(first.pid());

    server.kill();
    await().until(() -> !second.isAlive());
  }

  private ProcessHandle bridge() {
    return server
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("java"))
        .findFirst()
        .orElseThrow();
  }

  private String awaitLine(String name) {
    while (true) {
      String line = Objects.requireNonNull(server.readLine(), server::err);
      if (line.strip().startsWith(name)) {
        return line;
      }
    }
  }

  /** It answers sooner than it is connected. */
  private boolean isUp() {
    return health().contains("\"database\":\"up\"");
  }

  /** Empty while nothing answers. */
  private String health() {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health")).build();
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    } catch (IOException away) {
      return "";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
