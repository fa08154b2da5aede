package dev.visionlog.bridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.visionlog.bridge.RealBridge;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nobody is kept out: all views, by light and in the dark, wide and narrow. */
class AccessibilityIT {
  /** Each view, and what is there when it is drawn. */
  private static final List<View> VIEWS =
      List.of(
          new View("live", ".row.entry >> nth=6"),
          new View("history", ".row.entry >> nth=6"),
          new View("sources", "td.name >> nth=0"),
          new View("cameras", "td.name >> nth=0"),
          new View("settings", ".status"));

  private static final int PHONE = 360;
  private static final int HEIGHT = 800;

  @RegisterExtension final Browsers browsers = new Browsers();

  private final RealBridge bridge = new RealBridge();

  private record View(String name, String drawn) {}

  @BeforeEach
  void fill() {
    bridge.write(
        EnumSet.range(LogLevel.TRACE, LogLevel.CRITICAL).stream()
            .map(level -> LogEntry.newBuilder().setLevel(level).setMessage("a " + level).build())
            .toList());
    bridge
        .server()
        .sql("INSERT INTO cameras VALUES (1, 'Gate', 'North', now(), now()) RETURNING 1");
    bridge.server().setThreshold("api", "WARNING");
    bridge.server().setThreshold("worker", "DEBUG", Duration.ofHours(1));
  }

  @AfterEach
  void close() throws Exception {
    bridge.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void views_keepNobodyOut(ColorScheme scheme) {
    Page page = browsers.newPage();
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    for (View view : VIEWS) {
      page.navigate(bridge.address() + "/?view=" + view.name());
      assertThat(page.locator(view.drawn())).isVisible();
      unfoldFirst(page);
      Accessibility.check(page, view.name() + " " + scheme);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void dialogs_keepNobodyOut(ColorScheme scheme) {
    Page page = browsers.newPage();
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    for (String name : List.of("Set for a while …", "Delete: All entries", "Keyboard")) {
      page.navigate(bridge.address() + "/?view=settings");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
          .click();
      assertThat(page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON).last()).isVisible();
      Accessibility.check(page, name + " " + scheme);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void views_fitAPhone(ColorScheme scheme) {
    Page page = browsers.newPage();
    page.setViewportSize(PHONE, HEIGHT);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    for (View view : VIEWS) {
      page.navigate(bridge.address() + "/?view=" + view.name());
      assertThat(page.locator(view.drawn())).isVisible();
      assertThat(page.locator("html")).hasJSProperty("scrollWidth", PHONE);
      Accessibility.check(page, view.name() + " " + scheme + " on a phone");
    }
  }

  /** The first entry, where there are any. */
  private static void unfoldFirst(Page page) {
    if (page.locator(".row.entry").count() > 0) {
      page.locator(".row.entry .level").first().click();
      assertThat(page.locator(".details")).isVisible();
    }
  }
}
