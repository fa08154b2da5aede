package dev.visionlog.bridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.visionlog.bridge.RealBridge;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What can be set on the page is set on the server. */
class SettingsPageIT {
  private static final int MOST_TABS = 60;

  private static final String FOCUSED_NAME =
      "document.activeElement.ariaLabel ?? document.activeElement.textContent.trim()";

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
  void threshold_isInForceAtOnceAndShownInTheHeader() {
    Page page = openSettings();

    button(page, "Change the threshold of All sources").click();
    field(page, "Stored from").selectOption("ERROR");
    save(page);

    assertThat(said(page)).hasText("Entries from ERROR on are stored");
    assertThat(page.locator(".threshold")).hasText("≥ ERROR");
    write("api", LogLevel.WARNING, LogLevel.ERROR);
    assertThat(stored()).isOne();
  }

  @Test
  void thresholdOfASource_standsForThoseBelowItUntilItIsRemoved() {
    Page page = openSettings();

    button(page, "Add a source …").first().click();
    field(page, "Source").fill("camera");
    field(page, "Stored from").selectOption("CRITICAL");
    save(page);
    assertThat(row(page, "camera")).containsText("≥ CRITICAL");
    write("camera.3", LogLevel.ERROR);
    assertThat(stored()).isZero();

    button(page, "Remove the threshold of camera").click();
    assertThat(row(page, "camera")).hasCount(0);
    write("camera.3", LogLevel.ERROR);
    assertThat(stored()).isOne();
  }

  @Test
  void thresholdForAWhile_countsDownAndEndsWhenTold() {
    Page page = openSettings();

    button(page, "Set for a while …").click();
    field(page, "Stored from").selectOption("CRITICAL");
    field(page, "For").selectOption("15");
    save(page);
    assertThat(row(page, "All sources")).containsText("≥ CRITICAL");
    assertThat(row(page, "All sources")).containsText("14:");
    write("api", LogLevel.ERROR);
    assertThat(stored()).isZero();

    button(page, "End the threshold of All sources now").click();
    assertThat(row(page, "All sources")).containsText("≥ TRACE");
    write("api", LogLevel.ERROR);
    assertThat(stored()).isOne();
  }

  @Test
  void thresholdForAWhile_goesFromThePageWhenItsTimeIsUp() {
    BRIDGE.server().setThreshold("", "ERROR", Duration.ofSeconds(4));
    Page page = openSettings();
    assertThat(page.locator(".threshold")).hasText("≥ ERROR");

    assertThat(row(page, "All sources"))
        .containsText("≥ TRACE", new LocatorAssertions.ContainsTextOptions().setTimeout(10_000));
    assertThat(page.locator(".threshold")).hasCount(0);
  }

  @Test
  void settings_thatSomeoneElseHasChangedAreShownBeforeAnythingIsOverwritten() {
    browsers.tolerate("409");
    Page page = openSettings();
    BRIDGE.server().setThreshold("api", "WARNING");

    button(page, "Change the threshold of All sources").click();
    field(page, "Stored from").selectOption("ERROR");
    save(page);

    assertThat(dialog(page)).containsText("Someone else has changed the settings meanwhile");
    assertThat(row(page, "api")).containsText("≥ WARNING");
    save(page);
    assertThat(row(page, "All other sources")).containsText("≥ ERROR");
  }

  @Test
  void zone_thatIsNoneIsNamedAtItsField() {
    browsers.tolerate("400");
    Page page = openSettings();
    Locator zone = page.getByLabel("Time zone of the system");

    zone.fill("Mars/Olympus");
    zone.press("Enter");
    assertThat(page.locator("#time-zone-error"))
        .hasText("'Mars/Olympus' is no IANA time zone, such as Europe/Berlin or UTC");

    zone.fill("Europe/Berlin");
    zone.press("Enter");
    assertThat(page.getByLabel("System (Europe/Berlin)")).isChecked();
  }

  @Test
  void retention_isSavedForALevel() {
    Page page = openSettings();

    button(page, "Add a level …").click();
    field(page, "Level").selectOption("DEBUG");
    field(page, "Kept for how many days").fill("3");
    save(page);

    assertThat(row(page, "Level DEBUG")).containsText("3 days");
    assertThat(BRIDGE.server().sql("SELECT settings FROM settings").toString()).contains("DEBUG");
  }

  @Test
  void retentionOfImages_isSavedInDaysAndBytes() {
    Page page = openSettings();

    button(page, "Change the retention: Images").click();
    field(page, "Kept for how many days").fill("7");
    save(page);
    assertThat(row(page, "Images")).containsText("7 days");
    button(page, "Change the retention: Most space for images").click();
    field(page, "MiB").fill("1.5");
    save(page);

    assertThat(row(page, "Most space for images")).containsText("1.5 MiB");
    assertThat(BRIDGE.server().sql("SELECT settings FROM settings").toString()).contains("1572864");
    assertThat(page.locator(".status")).containsText("can be written");
  }

  @Test
  void clearingEverything_needsTheWordAndEmptiesTheLiveView() {
    BRIDGE.write("one", "two", "three");
    Page page = openSettings();

    button(page, "Delete: All entries").click();
    assertThat(dialog(page)).containsText("This deletes 3 entries");
    Locator delete = button(page, "Delete 3 entries");
    assertThat(delete).isDisabled();
    field(page, "Type DELETE to go on").fill("DELET");
    assertThat(delete).isDisabled();
    field(page, "Type DELETE to go on").fill("DELETE");
    assertThat(stored()).isEqualTo(3);
    delete.click();

    assertThat(said(page)).hasText("3 entries deleted");
    assertThat(stored()).isZero();
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Live").setExact(true))
        .click();
    assertThat(page.locator(".connection")).hasAttribute("data-state", "live");
    assertThat(page.locator("#live-list .row")).hasCount(0);
  }

  @Test
  void clearing_takesOnlyWhatTheFilterMatches() {
    write("api", LogLevel.DEBUG, LogLevel.ERROR);
    Page page = openSettings("&filter=level+%3D+DEBUG");

    button(page, "Delete: Entries that you are looking at").click();
    assertThat(dialog(page))
        .containsText("This deletes 1 entry: those that match level = DEBUG, the last hour");
    field(page, "Type DELETE to go on").fill("DELETE");
    page.keyboard().press("Enter");

    assertThat(said(page)).hasText("1 entry deleted");
    assertThat(BRIDGE.server().sql("SELECT level FROM logs")).containsExactly("ERROR");
  }

  @Test
  void keyboard_aloneChangesAThreshold() {
    Page page = openSettings();

    tabTo(page, "Change the threshold of All sources");
    page.keyboard().press("Enter");
    assertThat(field(page, "Stored from")).isFocused();
    page.keyboard().press("w");
    page.keyboard().press("Escape");
    assertThat(dialog(page)).hasCount(0);
    assertThat(button(page, "Change the threshold of All sources")).isFocused();

    page.keyboard().press("Enter");
    page.keyboard().press("w");
    tabTo(page, "Save");
    page.keyboard().press("Enter");
    assertThat(row(page, "All sources")).containsText("≥ WARNING");
    assertThat(button(page, "Change the threshold of All sources")).isFocused();
  }

  @Test
  void keys_areShownByAQuestionMark() {
    Page page = openSettings();

    page.keyboard().press("?");
    assertThat(dialog(page)).containsText("unfold the entry");
    page.keyboard().press("Escape");

    assertThat(dialog(page)).hasCount(0);
  }

  @Test
  void preference_holdsOnThisBrowser() {
    Page page = openSettings();

    page.getByLabel("Dark", exact()).check();
    page.reload();

    assertThat(page.getByLabel("Dark", exact())).isChecked();
    assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
  }

  private Page openSettings() {
    return openSettings("");
  }

  private Page openSettings(String more) {
    Page page = browsers.newPage();
    page.navigate(BRIDGE.address() + "/?view=settings" + more);
    assertThat(button(page, "Add a level …")).isVisible();
    return page;
  }

  private void write(String source, LogLevel... levels) {
    BRIDGE.write(
        List.of(levels).stream()
            .map(
                level ->
                    LogEntry.newBuilder()
                        .setLevel(level)
                        .setSource(source)
                        .setMessage("to be kept or not")
                        .build())
            .toList());
  }

  private long stored() {
    return BRIDGE.server().count("SELECT count(*) FROM logs");
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Page.GetByLabelOptions exact() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  private static Locator row(Page page, String name) {
    return page.getByRole(AriaRole.ROW)
        .filter(new Locator.FilterOptions().setHas(page.getByText(name, exactText())));
  }

  private static Page.GetByTextOptions exactText() {
    return new Page.GetByTextOptions().setExact(true);
  }

  private static Locator dialog(Page page) {
    return page.getByRole(AriaRole.DIALOG);
  }

  private static Locator field(Page page, String label) {
    return dialog(page).getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
  }

  private static void save(Page page) {
    dialog(page).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save")).click();
  }

  private static Locator said(Page page) {
    return page.locator("#announcements");
  }

  private static void tabTo(Page page, String name) {
    for (int i = 0; i < MOST_TABS; i++) {
      page.keyboard().press("Tab");
      if (name.equals(page.evaluate(FOCUSED_NAME))) {
        return;
      }
    }
    throw new AssertionError(name + " cannot be reached by the tabulator");
  }
}
