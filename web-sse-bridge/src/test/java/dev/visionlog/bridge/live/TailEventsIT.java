package dev.visionlog.bridge.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Timestamp;
import dev.visionlog.bridge.RealBridge;
import dev.visionlog.bridge.SseClient;
import dev.visionlog.bridge.SseEvent;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the streams of events say. */
class TailEventsIT {
  private static final TailTimings FAST_PING =
      new TailTimings(Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofSeconds(60));

  private static final LogEntry ENTRY =
      LogEntry.newBuilder()
          .setLevel(LogLevel.ERROR)
          .setMessage("Bild \"überbelichtet\" 📷\nzweite Zeile")
          .setTime(Timestamp.newBuilder().setSeconds(1_700_000_000).setNanos(123_456_000))
          .setCameraId(3)
          .setSource("camera_3")
          .setLoggerName("grabber")
          .setExtraJson("{\"frame\": 9007199254740993, \"gain\": 1.50}")
          .build();

  private static RealBridge bridge;

  @BeforeAll
  static void open() {
    bridge = new RealBridge(FAST_PING);
  }

  @AfterAll
  static void close() throws Exception {
    bridge.close();
  }

  @Test
  void tail_sendsWholeEntriesWithTheirPositionsAsIds() {
    SseClient browser = begun("/api/logs/tail");

    long id = bridge.write(List.of(ENTRY)).getIds(0);

    SseEvent log = first(browser, "log");
    assertThat(log.id()).hasValue(log.number("position"));
    assertThat(log.number("id")).isEqualTo(id);
    assertThat(log.text("level")).isEqualTo("ERROR");
    assertThat(log.text("message")).isEqualTo("Bild \"überbelichtet\" 📷\nzweite Zeile");
    assertThat(log.text("time")).isEqualTo("2023-11-14T22:13:20.123456Z");
    assertThat(log.text("received_time")).isNotEmpty();
    assertThat(log.number("camera_id")).isEqualTo(3);
    assertThat(log.text("source")).isEqualTo("camera_3");
    assertThat(log.text("logger_name")).isEqualTo("grabber");
    assertThat(log.data()).contains("9007199254740993", "1.50");
  }

  @Test
  void tail_isAStreamThatNobodyKeepsOrHoldsBack() {
    SseClient browser = begun("/api/logs/tail");

    assertThat(browser.status()).isEqualTo(200);
    assertThat(browser.header("content-type")).isEqualTo("text/event-stream; charset=utf-8");
    assertThat(browser.header("cache-control")).isEqualTo("no-store");
    assertThat(browser.header("x-accel-buffering")).isEqualTo("no");
    assertThat(browser.header("content-encoding")).isEmpty();
  }

  @Test
  void events_sendEnoughToKnowWhatToFetch() {
    SseClient browser = begun("/api/logs/events");
    LogEntry lengthy = ENTRY.toBuilder().clearCameraId().setMessage("📷".repeat(150)).build();

    List<Long> ids = bridge.write(List.of(ENTRY, lengthy)).getIdsList();

    await().until(() -> browser.count("log_entry_created") == 2);
    List<SseEvent> created = browser.events("log_entry_created");
    assertThat(created.get(0).json().toString())
        .isEqualTo(
            "{\"log_id\":"
                + ids.get(0)
                + ",\"level\":\"ERROR\",\"source\":\"camera_3\",\"camera_id\":3,"
                + "\"message\":\"Bild \\\"überbelichtet\\\" 📷\\nzweite Zeile\","
                + "\"timestamp\":\"2023-11-14T22:13:20.123456Z\"}");
    assertThat(created.get(1).json().path("camera_id").isNull()).isTrue();
    assertThat(created.get(1).text("message")).isEqualTo("📷".repeat(100));
    assertThat(created.get(1).id().getAsLong()).isEqualTo(created.get(0).id().getAsLong() + 1);
    assertThat(browser.events("threshold")).isEmpty();
  }

  @Test
  void tail_beginsWithAPositionToResumeFrom() {
    SseClient earlier = begun("/api/logs/tail");
    bridge.write("before");
    await().until(() -> earlier.count("log") == 1);

    SseClient browser = begun("/api/logs/tail");

    assertThat(browser.lastEventId()).hasValue(bridge.tail().getHeadPosition());
    assertThat(browser.events("log")).isEmpty();
  }

  @Test
  void tail_beginsWithTheBacklog() {
    bridge.write("one", "two", "three", "four");

    SseClient browser = begun("/api/logs/tail?backlog=3");
    await().until(() -> browser.count("log") == 3);
    bridge.write("five");

    await().until(() -> browser.count("log") == 4);
    assertThat(messages(browser)).containsExactly("two", "three", "four", "five");
  }

  @Test
  void tail_sendsWhatMatchesTheFilter() {
    SseClient browser = begun("/api/logs/tail?filter=level%20%3E%3D%20ERROR");

    bridge.write("harmless");
    bridge.write(List.of(ENTRY));

    assertThat(first(browser, "log").text("level")).isEqualTo("ERROR");
    assertThat(browser.count("log")).isEqualTo(1);
  }

  @Test
  void tail_badFilterIsRefusedInTheWordsOfTheParser() {
    SseClient browser = bridge.open("/api/logs/tail?filter=level%20%3E%3D%20LOUD");

    assertThat(browser.status()).isEqualTo(400);
    assertThat(browser.header("content-type")).startsWith("application/json");
    assertThat(browser.body())
        .contains("\"success\":false", "\"status_code\":400", "LOUD", "TRACE, DEBUG, INFO")
        .contains("\"field\":\"filter\"");
  }

  @Test
  void events_badFilterIsRefused() {
    SseClient browser = bridge.open("/api/logs/events?filter=(level");

    assertThat(browser.status()).isEqualTo(400);
    assertThat(browser.body()).contains("\"field\":\"filter\"");
  }

  @Test
  void tail_badParametersAreRefused() {
    assertRefused("/api/logs/tail?levle=INFO", "Unknown parameter 'levle'");
    assertRefused("/api/logs/tail?backlog=10001", "Invalid backlog '10001'");
    assertRefused("/api/logs/tail?after=-1", "Invalid after '-1'");
    assertRefused("/api/logs/tail?after=soon", "Invalid after 'soon'");
    assertRefused("/api/logs/tail?after=1&after=2", "'after' is given more than once");
    assertRefused("/api/logs/tail?after=4711", "4711 lies ahead of the last position");
  }

  @Test
  void tail_aLastEventIdThatIsNoneIsRefused() {
    SseClient browser = bridge.resume("/api/logs/tail", -7);

    assertThat(browser.status()).isEqualTo(400);
    assertThat(browser.body()).contains("Invalid Last-Event-ID '-7'");
  }

  @Test
  void tail_saysWhichLevelsAreWantedAndWhenThatChanges() {
    SseClient browser = begun("/api/logs/tail");
    await().until(() -> browser.count("threshold") == 1);

    bridge.server().setThreshold("ERROR");
    await().until(() -> browser.count("threshold") == 2);
    bridge.server().setThreshold("camera_3", "DEBUG");
    await().until(() -> browser.count("threshold") == 3);

    SseEvent last = browser.events("threshold").get(2);
    assertThat(last.text("threshold")).isEqualTo("ERROR");
    assertThat(last.text("effective_threshold")).isEqualTo("ERROR");
    assertThat(last.json().path("source_thresholds").path(0).path("source").asText())
        .isEqualTo("camera_3");
    assertThat(last.json().has("time_zone")).isFalse();
    bridge.server().setThreshold("TRACE");
  }

  @Test
  void tail_quietOneShowsThatItLives() {
    SseClient browser = begun("/api/logs/tail?filter=level%20%3E%3D%20ERROR");
    bridge.write("does not match");

    await().until(() -> browser.count("ping") >= 4);

    assertThat(browser.events("ping"))
        .allSatisfy(ping -> assertThat(ping.text("server")).isEqualTo("back"))
        .allSatisfy(ping -> assertThat(ping.text("time")).isNotEmpty());
  }

  private void assertRefused(String path, String message) {
    SseClient browser = bridge.open(path);
    assertThat(browser.status()).as(path).isEqualTo(400);
    assertThat(browser.body()).contains(message, "\"success\":false");
  }

  /** A browser whose tail has started. */
  private SseClient begun(String path) {
    SseClient browser = bridge.open(path);
    await().until(() -> browser.lastEventId().isPresent());
    return browser;
  }

  private static SseEvent first(SseClient browser, String name) {
    await().until(() -> browser.count(name) > 0);
    return browser.events(name).get(0);
  }

  private static List<String> messages(SseClient browser) {
    return browser.events("log").stream().map(event -> event.text("message")).toList();
  }
}
