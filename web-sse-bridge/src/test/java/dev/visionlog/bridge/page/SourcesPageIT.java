package dev.visionlog.bridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.visionlog.bridge.RealBridge;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who writes, on the page. */
class SourcesPageIT {
  /** More than the view waits before it looks again. */
  private static final long REFRESHED = 11_000;

  @RegisterExtension final Browsers browsers = new Browsers();

  private static final RealBridge BRIDGE = new RealBridge();

  @BeforeEach
  void reset() {
    BRIDGE.reset();
  }

  @AfterAll
  static void close() throws Exception {
    BRIDGE.close();
  }

  @Test
  void sources_areCountedAndSortedByAnyColumn() {
    write("api", LogLevel.ERROR, LogLevel.ERROR, LogLevel.INFO);
    write("camera.2", LogLevel.WARNING);
    write("camera.10", LogLevel.CRITICAL, LogLevel.INFO);
    Page page = open();

    assertThat(page.locator("td.name")).hasText(new String[] {"api", "camera.2", "camera.10"});
    assertThat(header(page, "Source")).hasAttribute("aria-sort", "ascending");
    header(page, "Entries").getByRole(AriaRole.BUTTON).click();
    assertThat(page.locator("td.name")).hasText(new String[] {"api", "camera.10", "camera.2"});
    assertThat(header(page, "Entries")).hasAttribute("aria-sort", "descending");
    assertThat(row(page, "api").getByRole(AriaRole.CELL).nth(3)).hasText("2");
  }

  @Test
  void links_leadToTheEntriesThatAreCounted() {
    write("a b", LogLevel.ERROR, LogLevel.INFO);
    write("other", LogLevel.ERROR);
    Page page = open();

    row(page, "a b").getByRole(AriaRole.CELL).nth(3).getByRole(AriaRole.LINK).click();
    assertThat(page.getByLabel("Filter", new Page.GetByLabelOptions().setExact(true)).last())
        .hasValue("level = ERROR source = \"a b\"");
    assertThat(page.locator("#history-list .row.entry")).hasCount(1);

    page.goBack();
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("a b")).click();
    assertThat(page.locator("#live-list .row.entry")).hasCount(2);
  }

  @Test
  void source_isFoundByAPartOfItsName() {
    write("api", LogLevel.INFO);
    write("worker", LogLevel.INFO);
    Page page = open();

    page.getByLabel("Find a source").fill("WORK");
    assertThat(page.locator("td.name")).hasText("worker");

    page.getByLabel("Find a source").fill("nobody");
    assertThat(page.locator(".empty")).hasText("No source is called like “nobody”.");
  }

  @Test
  void source_showsTheThresholdOfANameAboveIt() {
    write("camera.3", LogLevel.CRITICAL);
    BRIDGE.server().setThreshold("camera", "ERROR");
    Page page = open();

    assertThat(row(page, "camera.3").locator(".own-threshold")).hasText("≥ ERROR");
  }

  @Test
  void emptyStore_saysHowToFillIt() {
    Page page = open();

    assertThat(page.locator(".empty")).containsText("./visionlog generate --rate 20");
  }

  @Test
  void newSource_showsUpByItself() {
    write("api", LogLevel.INFO);
    Page page = openWithClock();
    assertThat(page.locator("td.name")).hasText("api");

    write("worker", LogLevel.INFO);
    page.clock().runFor(REFRESHED);

    assertThat(page.locator("td.name")).hasText(new String[] {"api", "worker"});
  }

  @Test
  void lostServer_isSaidAndTheFiguresStay() {
    browsers.tolerate("503");
    write("api", LogLevel.INFO);
    Page page = openWithClock();
    assertThat(page.locator("td.name")).hasText("api");

    BRIDGE.server().stop();
    page.clock().runFor(REFRESHED);
    Locator notice = page.locator(".notice");
    assertThat(notice).containsText("These figures are old.");
    assertThat(page.locator("td.name")).hasText("api");

    BRIDGE.server().start();
    notice.getByRole(AriaRole.BUTTON).click();
    await()
        .until(
            () -> {
              page.clock().runFor(REFRESHED);
              return notice.count() == 0;
            });
  }

  /** Time passes when it is told to. */
  private Page openWithClock() {
    Page page = browsers.newPage();
    page.clock().install();
    page.navigate(BRIDGE.address() + "/?view=sources");
    return page;
  }

  private Page open() {
    Page page = browsers.newPage();
    page.navigate(BRIDGE.address() + "/?view=sources");
    return page;
  }

  private void write(String source, LogLevel... levels) {
    BRIDGE.write(Stream.of(levels).map(level -> entry(source, level)).toList());
  }

  private static LogEntry entry(String source, LogLevel level) {
    return LogEntry.newBuilder().setSource(source).setLevel(level).setMessage("seen").build();
  }

  private static Locator row(Page page, String source) {
    return page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(source));
  }

  private static Locator header(Page page, String name) {
    return page.getByRole(AriaRole.COLUMNHEADER, new Page.GetByRoleOptions().setName(name));
  }
}
