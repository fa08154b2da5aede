package dev.visionlog.bridge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the bridge says while the server is stopped, and that it comes back. */
class ServerAwayIT {
  private static ApiBridge bridge;
  private static ApiClient client;

  @BeforeAll
  static void start() {
    bridge = new ApiBridge();
    client = bridge.client();
    assertThat(client.get("/api/logs").status()).isEqualTo(200);
    assertThat(client.get("/health").body())
        .isEqualTo("{\"status\":\"up\",\"server\":\"up\",\"database\":\"up\",\"images\":\"up\"}");
    bridge.server().stop();
  }

  @AfterAll
  static void close() {
    bridge.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/logs",
        "/api/logs/1",
        "/api/logs/cameras/1",
        "/api/logs/stats",
        "/api/logs/export",
        "/api/histogram",
        "/api/settings",
        "/api/cameras",
        "/api/status",
        "/api/session"
      })
  void request_isUnavailableInOurOwnWords(String path) {
    Reply reply = client.get(path);

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("retry-after")).matches("[1-9]");
    assertThat(reply.message())
        .isIn(
            "The Visionlog server cannot be reached; try again",
            "The server is shutting down; try again");
  }

  @Test
  void health_isDown() {
    Reply reply = client.get("/health");

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.body())
        .isEqualTo(
            "{\"status\":\"down\",\"server\":\"down\",\"database\":\"unknown\",\"images\":\"unknown\"}");
  }

  @Test
  void server_thatComesBackIsFoundSoon() {
    try (ApiBridge other = new ApiBridge()) {
      other.server().stop();
      // So many failures that gRPC would wait for long by itself.
      for (int i = 0; i < 50; i++) {
        assertThat(other.client().get("/api/settings").status()).isEqualTo(503);
      }
      other.server().start();

      // gRPC would have waited for up to two minutes.
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> other.client().get("/health").status() == 200);
      assertThat(other.client().get("/api/settings").status()).isEqualTo(200);
    }
  }
}
