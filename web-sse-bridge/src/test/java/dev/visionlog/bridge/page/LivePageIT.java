package dev.visionlog.bridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.visionlog.bridge.RealBridge.info;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.visionlog.bridge.RealBridge;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The live view: what comes, in order and once, through filters, pauses and breaks. */
class LivePageIT {
  @RegisterExtension final Browsers browsers = new Browsers();

  private static final RealBridge BRIDGE = new RealBridge();

  @BeforeEach
  void clear() {
    BRIDGE.clear();
  }

  @AfterAll
  static void close() throws Exception {
    BRIDGE.close();
  }

  @Test
  void entries_arriveBelowThoseThatWereThere() {
    BRIDGE.write("before 1", "before 2");
    LivePage live = open("");
    assertThat(live.messages()).hasText(new String[] {"before 1", "before 2"});

    BRIDGE.write("after 1", "after 2");

    assertThat(live.messages())
        .hasText(new String[] {"before 1", "before 2", "after 1", "after 2"});
    live.button("Newest at bottom").click();
    live.awaitTrue(
        "() => document.querySelector('.row[aria-rowindex=\"1\"] .text').textContent === 'after 2'");
  }

  @Test
  void row_saysWhatTheEntryIs() {
    BRIDGE.write(
        List.of(
            LogEntry.newBuilder()
                .setLevel(LogLevel.ERROR)
                .setMessage("lost\nsecond line\nthird line")
                .setCameraId(7)
                .setSource("camera_7")
                .setLoggerName("com.example.Stream")
                .setExtraJson("{\"retry_count\":3,\"big\":12345678901234567890}")
                .build()));
    LivePage live = open("");
    Locator row = live.rows().first();

    assertThat(row.locator(".level")).hasText("ERROR");
    assertThat(row.locator(".origin")).hasText("camera 7");
    assertThat(row.locator(".origin")).hasClass(java.util.regex.Pattern.compile("of-camera"));
    assertThat(row.locator(".logger")).hasText("Stream");
    assertThat(row.locator(".message")).containsText("+2 lines");
    row.click();

    Locator details = row.locator(".details");
    assertThat(details.locator(".whole-message")).hasText("lost\nsecond line\nthird line");
    assertThat(details).containsText("com.example.Stream");
    assertThat(details).containsText("12345678901234567890");
    details.getByLabel("Only extra.retry_count = 3").click();
    assertThat(live.page().locator("#filter")).hasValue("extra.retry_count = 3");
    assertThat(live.page().locator(".chip")).hasText("extra.retry_count = 3×");
  }

  @Test
  void exception_unfoldsAsAStack() throws Exception {
    String extra =
        """
        {"exception":{"type":"java.io.IOException","message":"gone","frames":["a.B.c(B.java:7)"],
         "cause":{"type":"java.net.SocketException","message":"reset","frames":["d.E.f(E.java:1)"],"common_frames":4}}}
        """;
    LogEntry.Builder entry = info("failed").toBuilder();
    JsonFormat.parser().merge("{\"extra_data\":" + extra + "}", entry);
    BRIDGE.write(List.of(entry.build()));
    LivePage live = open("");

    live.rows().first().click();

    assertThat(live.rows().first().locator(".stack"))
        .hasText(
            """
            java.io.IOException: gone
                at a.B.c(B.java:7)
            Caused by: java.net.SocketException: reset
                at d.E.f(E.java:1)
                … 4 more in common""");
  }

  @Test
  void filter_clearsTheViewAndFillsItAnew() {
    BRIDGE.write(List.of(info("quiet"), error("loud")));
    LivePage live = open("");
    assertThat(live.messages()).hasText(new String[] {"quiet", "loud"});

    live.filter("level >= ERROR");

    assertThat(live.messages()).hasText(new String[] {"loud"});
    BRIDGE.write(List.of(info("quiet too"), error("loud too")));
    assertThat(live.messages()).hasText(new String[] {"loud", "loud too"});
    assertThat(live.page().getByLabel("Level", exactly())).hasValue(">= ERROR");
    assertThat(live.page())
        .hasURL(java.util.regex.Pattern.compile("filter=level\\+%3E%3D\\+ERROR"));

    live.button("Clear all").click();

    assertThat(live.messages()).hasText(new String[] {"quiet", "loud", "quiet too", "loud too"});
    live.page().goBack();
    assertThat(live.messages()).hasText(new String[] {"loud", "loud too"});
  }

  @Test
  void filter_thatIsWrongIsExplainedAndChangesNothing() {
    browsers.tolerate("400 (Bad Request)");
    BRIDGE.write("here");
    LivePage live = open("");

    live.filter("level >> 3");

    assertThat(live.page().getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
        .containsText("Unknown operator");
    assertThat(live.messages()).hasText(new String[] {"here"});
    BRIDGE.write("still live");
    assertThat(live.messages()).hasText(new String[] {"here", "still live"});
  }

  @Test
  void controls_writeTheFilter() {
    BRIDGE.write(List.of(error("loud").toBuilder().setSource("api").build(), info("quiet")));
    LivePage live = open("");

    live.page().getByLabel("Source", exactly()).selectOption("api");
    live.page().getByLabel("Level", exactly()).selectOption(">= WARNING");

    assertThat(live.page().locator("#filter")).hasValue("source = api level >= WARNING");
    assertThat(live.messages()).hasText(new String[] {"loud"});
    live.page().getByLabel("Remove source = api").click();
    assertThat(live.page().locator("#filter")).hasValue("level >= WARNING");
  }

  @Test
  void completion_offersFieldsOperatorsAndValues() {
    BRIDGE.write(List.of(info("x").toBuilder().setSource("api").build()));
    LivePage live = open("");
    Locator box = live.page().locator("#filter");
    Locator offers = live.page().locator("#completions li");

    box.pressSequentially("so");
    assertThat(offers).hasCount(1);
    box.press("ArrowDown");
    box.press("Enter");
    assertThat(box).hasValue("source ");
    box.press("ArrowDown");
    box.press("Enter");
    assertThat(box).hasValue("source = ");
    box.press("ArrowDown");
    box.press("Enter");
    assertThat(box).hasValue("source = api ");
    box.press("Enter");

    assertThat(live.page().locator(".chip")).hasText("source = api×");
  }

  @Test
  void pause_freezesTheViewAndCounts() {
    BRIDGE.write("one");
    LivePage live = open("");
    live.awaitShown(1);
    live.button("Pause").click();

    BRIDGE.write("two", "three");

    assertThat(live.page().locator(".waiting")).hasText("Paused · 2 new entries wait");
    assertThat(live.messages()).hasText(new String[] {"one"});
    live.button("Resume").click();
    assertThat(live.messages()).hasText(new String[] {"one", "two", "three"});
    assertThat(live.page().locator(".waiting")).isEmpty();
  }

  @Test
  void pause_thatWasTooLongLeavesAGapThatCanBeLoaded() {
    LivePage live = open("");
    BRIDGE.write("first");
    live.awaitShown(1);
    live.button("Pause").click();
    for (int i = 0; i < 5; i++) {
      BRIDGE.write(numbered(i * 1_000, 900).toArray(String[]::new));
    }
    assertThat(live.page().locator(".waiting")).containsText("4,500 new entries wait");

    live.button("Resume").click();
    live.awaitShown(4_002);
    live.page().evaluate("() => { document.getElementById('live-list').scrollTop = 0; }");
    assertThat(live.rows().first()).hasText(java.util.regex.Pattern.compile("first"));
    live.page().getByText("500 entries skipped").locator("button").click();

    live.awaitShown(4_501);
    List<String> all = live.all();
    assertThat(all.stream().filter(text -> text.startsWith("number ")))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 5).boxed().flatMap(i -> numbered(i * 1_000, 900).stream()).toList());
  }

  @Test
  void scrollingUp_pausesAndScrollingDownResumes() {
    BRIDGE.write(numbered(0, 200).toArray(String[]::new));
    LivePage live = open("");
    live.awaitShown(200);

    live.page().evaluate("() => { document.getElementById('live-list').scrollTop = 100; }");
    assertThat(live.page().locator(".waiting")).containsText("Paused");
    BRIDGE.write("new");
    assertThat(live.page().locator(".waiting")).containsText("1 new entry waits");
    live.page()
        .evaluate(
            "() => { const list = document.getElementById('live-list'); list.scrollTop = list.scrollHeight; }");

    assertThat(live.messages().getByText("new", new Locator.GetByTextOptions().setExact(true)))
        .isVisible();
  }

  @Test
  void page_showsEveryEntryOnceThroughAllBreaks() {
    browsers.tolerate("Failed to load resource");
    LivePage live = open("");
    BRIDGE.write(numbered(0, 100).toArray(String[]::new));
    live.awaitShown(100);

    BRIDGE.server().stop();
    live.awaitConnection("Server away");
    BRIDGE.server().start();
    BRIDGE.write(numbered(100, 100).toArray(String[]::new));
    live.awaitConnection("Live");

    BRIDGE.stop();
    live.awaitConnection("Connection lost");
    BRIDGE.write(numbered(200, 100).toArray(String[]::new));
    BRIDGE.start();
    live.button("Try now").click();
    live.awaitConnection("Live");

    BRIDGE.wire().cut();
    BRIDGE.write(numbered(300, 100).toArray(String[]::new));

    live.awaitShown(400);
    assertThat(live.all()).isEqualTo(numbered(0, 400));
  }

  @Test
  void cards_countAndMove() {
    BRIDGE.write(List.of(info("a"), error("b"), error("c")));
    LivePage live = open("");
    Locator errors = live.page().locator(".card[data-level=ERROR]");
    assertThat(errors.locator(".card-number")).hasText("2");
    assertThat(live.page().locator(".card.total .card-number")).hasText("3");

    BRIDGE.write(List.of(error("d")));

    assertThat(errors.locator(".card-number")).hasText("3");
    errors.click();
    assertThat(live.page().locator("#filter")).hasValue("level = ERROR");
    assertThat(live.page().locator(".card.total .card-number")).hasText("3");
    assertThat(live.page().locator(".card[data-level=INFO] .card-number")).hasText("0");
  }

  @Test
  void view_isKeptInTheAddressAndForTheSession() {
    BRIDGE.write(List.of(info("quiet"), error("loud")));
    LivePage live = open("?filter=level+%3E%3D+ERROR");
    assertThat(live.messages()).hasText(new String[] {"loud"});

    live.page().navigate(BRIDGE.address());

    assertThat(live.page().locator("#filter")).hasValue("level >= ERROR");
    assertThat(live.messages()).hasText(new String[] {"loud"});
  }

  @Test
  void keyboard_isEnough() {
    BRIDGE.write("one", "two");
    LivePage live = open("");
    live.awaitShown(2);
    Page page = live.page();

    page.keyboard().press("/");
    assertThat(page.locator("#filter")).isFocused();
    page.keyboard().type("two");
    page.keyboard().press("Enter");
    assertThat(live.messages()).hasText(new String[] {"two"});
    page.locator("#live-list").focus();
    page.keyboard().press("ArrowUp");
    page.keyboard().press("Enter");
    assertThat(live.rows().first().locator(".whole-message")).hasText("two");
    page.keyboard().press("Enter");
    assertThat(live.rows().first().locator(".whole-message")).hasCount(0);
    page.keyboard().press("p");
    assertThat(live.button("Pause")).isVisible();
    page.keyboard().press("p");
    assertThat(live.button("Resume")).isVisible();
  }

  private LivePage open(String query) {
    return new LivePage(browsers.newPage(), BRIDGE, query);
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  private static LogEntry error(String message) {
    return info(message).toBuilder().setLevel(LogLevel.ERROR).build();
  }

  private static List<String> numbered(int from, int count) {
    return IntStream.range(from, from + count).mapToObj("number %06d"::formatted).toList();
  }
}
