package dev.visionlog.bridge.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.bridge.RealBridge;
import dev.visionlog.bridge.SseClient;
import dev.visionlog.bridge.SseEvent;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Browsers that read slowly or not at all, that are closed, or that are too many. */
class SlowBrowserIT {
  private static final String PADDING = "x".repeat(300);
  private static final int ENTRIES = 100_000;
  private static final int STEP = 1_000;

  private static final TailTimings SOON_DROPPED =
      new TailTimings(Duration.ofSeconds(15), Duration.ofSeconds(2), Duration.ofSeconds(2));

  private @Nullable RealBridge started;

  @AfterEach
  void close() throws Exception {
    bridge().close();
  }

  private void start(TailTimings timings, String... serverOptions) {
    started = new RealBridge(timings, serverOptions);
  }

  private RealBridge bridge() {
    return Objects.requireNonNull(started);
  }

  @Test
  void browser_thatDoesNotReadHoldsUpNobodyAndGetsAnExactGap() {
    start(TailTimings.DEFAULT, "--tail-buffer", "2MiB");
    SseClient healthy = begun("/api/logs/tail");
    List<SseClient> stalled = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      SseClient browser = begunNarrow("/api/logs/tail?filter=level%20%3E%3D%20WARNING");
      browser.stopReading();
      stalled.add(browser);
    }

    for (int stored = 0; stored < ENTRIES; stored += STEP) {
      write(stored, STEP);
      int all = stored + STEP;
      await().pollInterval(Duration.ofMillis(5)).until(() -> healthy.count("log") == all);
    }

    assertThat(positions(healthy)).isEqualTo(LongStream.rangeClosed(1, ENTRIES).boxed().toList());
    assertThat(healthy.count("gap")).isZero();
    for (SseClient browser : stalled) {
      browser.readOn();
      assertExact(browser);
    }
  }

  /** What came, what the gap names and what comes after are all there is, each once. */
  private void assertExact(SseClient browser) {
    await().until(() -> browser.count("gap") == 1);
    SseEvent gap = browser.events("gap").get(0);
    long from = gap.number("from_position");
    long to = gap.number("to_position");
    await().until(() -> browser.lastEventId().getAsLong() >= ENTRIES - 1);

    assertThat(gap.id()).hasValue(to);
    assertThat(from).as("what the bridge took for it").isLessThan(ENTRIES / 4);
    assertThat(gap.number("matched_count")).isEqualTo(warnings(from, to).size());
    List<Long> seen = new ArrayList<>(warnings(1, from - 1));
    seen.addAll(warnings(to + 1, ENTRIES));
    assertThat(positions(browser)).isEqualTo(seen);
  }

  @Test
  void browser_thatReadsSlowlyGetsAllWhileTheServerHasIt() {
    start(TailTimings.DEFAULT);
    SseClient slow = begunNarrow("/api/logs/tail");
    write(0, 2_000);

    while (slow.count("log") < 2_000) {
      int seen = slow.count("log");
      slow.readOn();
      await().pollInterval(Duration.ofMillis(1)).until(() -> slow.count("log") > seen);
      slow.stopReading();
    }

    assertThat(positions(slow)).isEqualTo(LongStream.rangeClosed(1, 2_000).boxed().toList());
  }

  @Test
  void browser_thatTakesNothingForLongIsDroppedAndCanResume() {
    start(SOON_DROPPED);
    SseClient browser = begunNarrow("/api/logs/tail");
    browser.stopReading();
    write(0, 20_000);

    await().until(() -> bridge().tail().getTails() == 0);
    browser.readOn();
    browser.awaitEnd();
    SseClient again = bridge().resume("/api/logs/tail", browser.lastEventId().getAsLong());

    await().until(() -> browser.count("log") + again.count("log") >= 20_000);
    List<Long> seen = new ArrayList<>(positions(browser));
    seen.addAll(positions(again));
    assertThat(seen).isEqualTo(LongStream.rangeClosed(1, 20_000).boxed().toList());
  }

  @Test
  void browser_thatIsQuietBecauseNothingHappensIsNotDropped() {
    start(SOON_DROPPED);
    SseClient browser = begun("/api/logs/tail");

    await().during(Duration.ofSeconds(3)).until(() -> !browser.isOver());

    write(0, 1);
    await().until(() -> browser.count("log") == 1);
  }

  @Test
  void browser_thatIsClosedEndsItsTailOnTheServer() {
    start(TailTimings.DEFAULT);
    SseClient whole = begun("/api/logs/tail");
    SseClient compact = begun("/api/logs/events");
    SseClient stalled = begunNarrow("/api/logs/tail?filter=level%20%3E%20TRACE");
    stalled.stopReading();
    write(0, 20_000);
    await().until(() -> bridge().tail().getTails() == 3);

    whole.close();
    await().until(() -> bridge().tail().getTails() == 2);
    compact.close();
    await().until(() -> bridge().tail().getTails() == 1);
    stalled.close();
    await().until(() -> bridge().tail().getTails() == 0);
  }

  @Test
  void browsers_thatLookAtTheSameShareOneTail() {
    start(TailTimings.DEFAULT);
    List<SseClient> browsers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      browsers.add(begun(i % 2 == 0 ? "/api/logs/tail" : "/api/logs/tail?backlog=5"));
    }
    await().until(() -> bridge().tail().getTails() == 1);

    write(0, 2_000);

    for (SseClient browser : browsers) {
      await().until(() -> browser.count("log") == 2_000);
      assertThat(positions(browser)).isEqualTo(LongStream.rangeClosed(1, 2_000).boxed().toList());
    }
  }

  @Test
  void browser_thatIsOneTooManyHearsItAndComesInWhenThereIsRoom() {
    start(TailTimings.DEFAULT, "--tail-max-streams", "1");
    SseClient first = begun("/api/logs/tail");
    SseClient second = bridge().open("/api/logs/tail?filter=level%20%3E%20TRACE");
    await().until(() -> second.count("server") == 1);
    assertThat(second.events("server").get(0).text("message"))
        .isEqualTo("There are 1 tails already, the most that this server allows");

    first.close();

    await().until(() -> second.count("server") == 2);
    write(0, 1);
    await().until(() -> second.count("log") == 1);
  }

  private SseClient begun(String path) {
    return begun(bridge().open(path));
  }

  private SseClient begunNarrow(String path) {
    return begun(bridge().openNarrow(path));
  }

  private static SseClient begun(SseClient browser) {
    await().until(() -> browser.lastEventId().isPresent());
    return browser;
  }

  /** Every second one is a WARNING; the positions are the numbers plus one. */
  private void write(int from, int count) {
    List<LogEntry> entries = new ArrayList<>();
    for (int number = from; number < from + count; number++) {
      entries.add(
          RealBridge.info(number + PADDING).toBuilder()
              .setLevel(number % 2 == 0 ? LogLevel.INFO : LogLevel.WARNING)
              .build());
    }
    for (int sent = 0; sent < count; sent += 1_000) {
      bridge().write(entries.subList(sent, Math.min(count, sent + 1_000)));
    }
  }

  private static List<Long> warnings(long from, long to) {
    return LongStream.rangeClosed(from, to).filter(position -> position % 2 == 0).boxed().toList();
  }

  private static List<Long> positions(SseClient browser) {
    return browser.events("log").stream().map(event -> event.id().getAsLong()).toList();
  }
}
