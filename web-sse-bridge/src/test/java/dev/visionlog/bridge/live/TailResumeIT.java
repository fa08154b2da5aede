package dev.visionlog.bridge.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.bridge.RealBridge;
import dev.visionlog.bridge.SseClient;
import dev.visionlog.bridge.SseEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever breaks, a browser sees each entry once and in order. */
class TailResumeIT {
  private static final String TAIL = "/api/logs/tail";

  private RealBridge bridge;
  private Numbered entries;

  @BeforeEach
  void open() {
    bridge = new RealBridge();
    entries = new Numbered(bridge);
  }

  @AfterEach
  void close() throws Exception {
    bridge.close();
  }

  @Test
  void tail_beginsWithAPositionAtOnceSoThatNothingIsLostBeforeTheFirstEntry() {
    SseClient first = begun();
    first.close();
    entries.write(3);

    SseClient second = bridge.resume(TAIL, first.lastEventId().getAsLong());

    await().until(() -> second.count("log") == 3);
    assertThat(Numbered.seenBy(second)).isEqualTo(entries.all());
  }

  @Test
  void lastEventId_comesBeforeAfter() {
    entries.write(10);

    SseClient browser = bridge.resume(TAIL + "?after=2&backlog=5", 7);

    await().until(() -> browser.count("log") == 3);
    assertThat(Numbered.seenBy(browser)).containsExactly(7, 8, 9);
  }

  @Test
  void after_startsThereAndWithoutBacklog() {
    entries.write(10);

    SseClient browser = bridge.open(TAIL + "?after=4&backlog=1000");

    await().until(() -> browser.count("log") == 6);
    assertThat(Numbered.seenBy(browser)).containsExactly(4, 5, 6, 7, 8, 9);
  }

  @Test
  void browser_thatConnectsAgainAtAnyMomentMissesNothing() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Integer> seen = new ArrayList<>();
    long position = 0;
    entries.write(500);

    for (int connection = 0; connection < 30; connection++) {
      SseClient browser =
          connection % 2 == 0
              ? bridge.resume(TAIL, position)
              : bridge.open(TAIL + "?after=" + position);
      int most = random.nextInt(60);
      entries.writeDuring(() -> awaitLogs(browser, most));
      browser.close();
      browser.awaitEnd();
      seen.addAll(Numbered.seenBy(browser));
      position = browser.lastEventId().orElse(position);
    }
    SseClient last = bridge.resume(TAIL, position);
    await().until(() -> seen.size() + last.count("log") >= entries.count());
    seen.addAll(Numbered.seenBy(last));

    assertThat(seen).as("seed %d", seed).isEqualTo(entries.all());
  }

  @Test
  void server_thatRestartsIsAwayAndBackAndNothingIsMissing() {
    SseClient browser = begun();
    for (int restart = 1; restart <= 3; restart++) {
      int times = restart;
      entries.write(100);
      bridge.server().stop();
      await().until(() -> states(browser).size() == 2 * times - 1);
      bridge.server().start();
      entries.write(100);
      await().until(() -> states(browser).size() == 2 * times);
    }

    assertComplete(browser);
    assertThat(states(browser)).containsExactly("away", "back", "away", "back", "away", "back");
    assertThat(browser.events("server").get(0).text("message")).isNotEmpty();
  }

  @Test
  void server_thatIsNotThereYetIsWaitedFor() {
    bridge.server().stop();
    SseClient browser = bridge.open(TAIL);
    await().until(() -> states(browser).equals(List.of("away")));

    bridge.server().start();
    await().until(() -> browser.lastEventId().isPresent());
    entries.write(1);

    assertComplete(browser);
    assertThat(states(browser)).containsExactly("away", "back");
  }

  @Test
  void wire_thatIsCutAgainAndAgainLosesNothing() {
    SseClient browser = begun();
    entries.writeDuring(
        () -> {
          for (int cut = 1; cut <= 10; cut++) {
            int seen = browser.count("log");
            await().until(() -> browser.count("log") > seen + 20);
            bridge.wire().cut();
          }
        });

    assertComplete(browser);
  }

  @Test
  void wire_thatSwallowsEverythingIsNoticedAndLosesNothing() {
    SseClient browser = begun();
    entries.write(10);
    await().until(() -> browser.count("log") == 10);

    bridge.wire().blackHole();
    entries.write(100);
    await().until(() -> states(browser).equals(List.of("away")));
    bridge.wire().heal();
    entries.write(10);

    assertComplete(browser);
  }

  @Test
  void bridge_thatRestartsIsResumedFrom() {
    SseClient first = begun();
    entries.write(100);
    await().until(() -> first.count("log") > 0);

    bridge.stop();
    first.awaitEnd();
    entries.write(100);
    bridge.start();
    SseClient second = bridge.resume(TAIL, first.lastEventId().getAsLong());

    List<Integer> seen = new ArrayList<>(Numbered.seenBy(first));
    await().until(() -> seen.size() + second.count("log") >= entries.count());
    seen.addAll(Numbered.seenBy(second));
    assertThat(seen).isEqualTo(entries.all());
  }

  private static void awaitLogs(SseClient browser, int count) {
    await().pollInterval(Duration.ofMillis(2)).until(() -> browser.count("log") >= count);
  }

  private SseClient begun() {
    SseClient browser = bridge.open(TAIL);
    // Sooner than with the first heartbeat.
    await().atMost(Duration.ofSeconds(10)).until(() -> browser.lastEventId().isPresent());
    return browser;
  }

  private void assertComplete(SseClient browser) {
    await().until(() -> browser.count("log") >= entries.count());
    assertThat(Numbered.seenBy(browser)).isEqualTo(entries.all());
    assertThat(browser.isOver()).isFalse();
  }

  private static List<String> states(SseClient browser) {
    return browser.events("server").stream().map((SseEvent event) -> event.text("state")).toList();
  }
}
