package dev.visionlog.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.testing.RealServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against a real server. */
class ClientIT {
  private static final RealServer SERVER = new RealServer();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @BeforeEach
  void empty() {
    SERVER.sql("TRUNCATE logs");
  }

  private static VisionlogClient client() {
    return VisionlogClient.start(ClientSettings.builder().endpoint(SERVER.address()).build());
  }

  @Test
  void log_storesEveryField() {
    Instant time = Instant.parse("2026-11-20T10:11:12.123456Z");
    try (VisionlogClient client = client()) {
      client.log(
          LogEntry.builder(Level.CRITICAL, "Lens covered")
              .time(time)
              .cameraId(7)
              .source("camera_7")
              .loggerName("camera.Lens")
              .extra("score", 0.25)
              .extra("frames", List.of(1, 2L, 9007199254740993L))
              .extra("at", Map.of("x", 1))
              .build());
      assertThat(client.flush(Duration.ofSeconds(10)).complete()).isTrue();
    }
    assertThat(
            SERVER.sql(
                "SELECT concat_ws('|', level, message, time AT TIME ZONE 'UTC', camera_id, source,"
                    + " logger_name, extra_data) FROM logs"))
        .containsExactly(
            "CRITICAL|Lens covered|2026-11-20 10:11:12.123456|7|camera_7|camera.Lens|"
                + "{\"at\": {\"x\": 1}, \"score\": 0.25, \"frames\": [1, 2, 9007199254740993]}");
  }

  @Test
  void log_isStoredWithoutAFlush() {
    try (VisionlogClient client = client()) {
      client.log(Level.INFO, "Hello");
      await().until(() -> SERVER.count("SELECT count(*) FROM logs") == 1);
      await().until(() -> client.stats().sent() == 1);
      assertThat(client.stats().buffered()).isZero();
    }
  }

  @Test
  void close_bringsEverythingHome() {
    VisionlogClient client = client();
    for (int i = 0; i < 10_000; i++) {
      client.log(Level.INFO, "Frame " + i);
    }
    client.close();
    assertThat(client.stats().sent()).isEqualTo(10_000);
    assertThat(SERVER.sql("SELECT message FROM logs ORDER BY id"))
        .hasSize(10_000)
        .startsWith("Frame 0", "Frame 1")
        .endsWith("Frame 9999");
  }
}
