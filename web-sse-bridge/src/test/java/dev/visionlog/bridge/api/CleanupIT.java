package dev.visionlog.bridge.api;

import static dev.visionlog.bridge.api.ApiBridge.entry;
import static dev.visionlog.bridge.api.ApiClient.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deleting entries over HTTP. */
class CleanupIT {
  private static ApiBridge bridge;
  private static ApiClient client;

  @BeforeAll
  static void start() {
    bridge = new ApiBridge();
    client = bridge.client();
  }

  @AfterAll
  static void close() {
    bridge.close();
  }

  @BeforeEach
  void clear() {
    client.delete("/api/logs/cleanup?days_to_keep=0");
  }

  @Test
  void cleanup_deletesWhatIsOlder() {
    bridge.write(old(10), old(40), old(50));

    Reply reply = client.delete("/api/logs/cleanup?days_to_keep=30");

    assertThat(reply.message()).isEqualTo("Cleaned up 2 old log entries");
    assertThat(reply.data().toString())
        .isEqualTo("{\"deleted_count\":2,\"days_kept\":30,\"dry_run\":false}");
    assertThat(left()).isEqualTo(1);
  }

  @Test
  void cleanup_thatIsADryRunDeletesNothing() {
    bridge.write(old(40));

    Reply reply = client.delete("/api/logs/cleanup?days_to_keep=30&dry_run=true");

    assertThat(reply.message()).isEqualTo("1 old log entry would be cleaned up");
    assertThat(reply.data().get("deleted_count").asInt()).isEqualTo(1);
    assertThat(left()).isEqualTo(1);
  }

  @Test
  void cleanup_withZeroDaysClearsAll() {
    bridge.write(IntStream.range(0, 1_247).mapToObj(i -> old(0)).toArray(LogEntry.Builder[]::new));

    Reply reply = client.delete("/api/logs/cleanup?days_to_keep=0");

    assertThat(reply.message()).isEqualTo("Cleaned up 1,247 old log entries");
    assertThat(left()).isZero();
  }

  @Test
  void cleanup_deletesWhatMatches() {
    bridge.write(old(1).setSource("a"), old(1).setSource("b"));

    Reply reply = client.delete("/api/logs/cleanup?filter=" + encoded("source = a"));

    assertThat(reply.message()).isEqualTo("Cleaned up 1 log entry");
    assertThat(reply.data().get("filter").asText()).isEqualTo("source = a");
    assertThat(left()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?days_to_keep=",
        "?filter=",
        "?days_to_keep=30&filter=a",
        "?days_to_keep=-1",
        "?days_to_keep=36501",
        "?days_to_keep=ten",
        "?days=30",
        "?filter=(",
        "?days_to_keep=0&dry_run=perhaps"
      })
  void cleanup_thatIsNotPlainDeletesNothing(String query) {
    bridge.write(old(40));

    assertThat(client.delete("/api/logs/cleanup" + query).status()).isEqualTo(400);
    assertThat(left()).isEqualTo(1);
  }

  private static int left() {
    return client.get("/api/logs").data().at("/pagination/total_items").asInt();
  }

  private static LogEntry.Builder old(int days) {
    Instant time = Instant.now().minus(Duration.ofDays(days));
    return entry(LogLevel.INFO, "old")
        .setTime(Timestamp.newBuilder().setSeconds(time.getEpochSecond()));
  }
}
