package dev.visionlog.bridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.visionlog.bridge.RealBridge.info;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import dev.visionlog.bridge.RealBridge;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The history: pages backwards without an end, spans of time, surroundings, exports. */
class HistoryPageIT {
  private static final RealBridge BRIDGE = new RealBridge();
  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

  @RegisterExtension final Browsers browsers = new Browsers();

  @BeforeEach
  void clear() {
    BRIDGE.clear();
  }

  @AfterAll
  static void close() throws Exception {
    BRIDGE.close();
  }

  @Test
  void history_goesBackPageByPage() {
    BRIDGE.write(IntStream.range(0, 450).mapToObj(i -> at(NOON.plusSeconds(i), "e" + i)).toList());
    Page page = open("?view=history&period=2026-03-14T00:00:00Z~2026-03-15T00:00:00Z");
    assertThat(rows(page).first().locator(".text")).hasText("e449");

    for (int i = 0; i < 6; i++) {
      page.evaluate(
          "() => { const list = document.getElementById('history-list'); list.scrollTop = list.scrollHeight; }");
      page.waitForTimeout(50);
    }

    assertThat(page.locator(".shown")).hasText("450 shown");
    page.evaluate(
        "() => { const list = document.getElementById('history-list'); list.scrollTop = list.scrollHeight; }");
    assertThat(page.getByText("e0", exactText())).isVisible();
    assertThat(page.locator(".searching")).hasText("That is all");
  }

  @Test
  void draggingOverTheChart_looksAtThatSpanAlone() {
    Instant begin = Instant.now().minus(Duration.ofMinutes(50));
    BRIDGE.write(
        IntStream.range(0, 50)
            .mapToObj(i -> at(begin.plus(Duration.ofMinutes(i)), "minute " + i))
            .toList());
    Page page = open("");
    assertThat(page.locator(".card.total .card-number")).hasText("50");
    page.waitForFunction("() => document.querySelector('#histogram canvas').width > 300");
    BoundingBox box = page.locator("#histogram").boundingBox();

    page.mouse().move(box.x + box.width * 0.5, box.y + box.height / 2);
    page.mouse().down();
    page.mouse().move(box.x + box.width * 0.75, box.y + box.height / 2);
    page.mouse().up();

    assertThat(page).hasURL(Pattern.compile("view=history"));
    assertThat(page.getByLabel("Period", exactly())).hasValue("custom");
    assertThat(page.locator(".searching")).hasText("That is all");
    int shown = Integer.parseInt(page.locator(".shown").textContent().replaceAll("\\D", ""));
    assertThat(shown).isBetween(10, 20);
    assertThat(page.locator(".card.total .card-number")).hasText(Integer.toString(shown));
  }

  @Test
  void surroundings_showWhatWasBeforeAndAfter() {
    BRIDGE.write(
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    at(NOON.plusSeconds(i), "step " + i).toBuilder()
                        .setLevel(i == 10 ? LogLevel.ERROR : LogLevel.DEBUG)
                        .build())
            .toList());
    Page page =
        open(
            "?view=history&filter=level+%3E%3D+ERROR&period=2026-03-14T00:00:00Z~2026-03-15T00:00:00Z");
    assertThat(rows(page)).hasCount(1);
    rows(page).first().click();

    page.getByText("Around it").click();

    assertThat(page.getByText("step 9", exactText())).isVisible();
    assertThat(page.getByText("step 11", exactText())).isVisible();
    assertThat(page.locator(".row.focus .text")).hasText("step 10");
    assertThat(page.locator(".row.focus .whole-message")).isVisible();
    assertThat(page).hasURL(Pattern.compile("entry=\\d+"));
    page.getByText("Back to the search").click();
    assertThat(rows(page)).hasCount(1);
  }

  @Test
  void jump_goesToATimeInTheChosenZone() {
    BRIDGE.write(List.of(at(NOON, "noon"), at(NOON.plus(Duration.ofHours(2)), "later")));
    Page page = open("?view=history&period=2026-03-14T00:00:00Z~2026-03-15T00:00:00Z");
    assertThat(rows(page)).hasCount(2);

    page.locator(".jump input").fill("2026-03-14T13:00:01");
    page.locator(".jump input").dispatchEvent("change");

    assertThat(rows(page)).hasCount(1);
    assertThat(rows(page).first().locator(".text")).hasText("noon");
    assertThat(rows(page).first().locator(".time")).hasText("2026-03-14 12:00:00.000");
  }

  @Test
  void export_savesWhatIsLookedAt() throws IOException {
    BRIDGE.write(List.of(at(NOON, "wanted, \"quoted\""), at(NOON, "other")));
    Page page =
        open("?view=history&filter=wanted&period=2026-03-14T00:00:00Z~2026-03-15T00:00:00Z");

    Download lines = page.waitForDownload(() -> page.getByText("Export NDJSON").click());
    Download table = page.waitForDownload(() -> page.getByText("Export CSV").click());

    assertThat(Files.readAllLines(lines.path()))
        .singleElement()
        .asString()
        .contains("wanted, \\\"quoted\\\"");
    assertThat(Files.readString(table.path())).contains("\"wanted, \"\"quoted\"\"\"");
    assertThat(lines.suggestedFilename()).endsWith(".ndjson");
  }

  @Test
  void search_thatFailsSaysSoAndCanBeTriedAgain() {
    browsers.tolerate("Failed to load resource");
    BRIDGE.write(List.of(at(NOON, "here")));
    Page page = open("?view=settings");
    BRIDGE.server().stop();
    try {
      page.getByText("History", exactText()).click();
      assertThat(page.locator(".problem").first()).containsText("cannot be reached");
    } finally {
      BRIDGE.server().start();
    }
    page.getByLabel("Period", exactly()).selectOption("43200");
    assertThat(page.locator(".searching .problem")).hasCount(0);
  }

  private Page open(String query) {
    Page page = browsers.newPage();
    page.navigate(BRIDGE.address() + "/" + query);
    return page;
  }

  private static Locator rows(Page page) {
    return page.locator("#history-list .row");
  }

  private static LogEntry at(Instant time, String message) {
    return info(message).toBuilder().setTime(Timestamps.fromMillis(time.toEpochMilli())).build();
  }

  private static Page.GetByTextOptions exactText() {
    return new Page.GetByTextOptions().setExact(true);
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
