package dev.visionlog.bridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.protobuf.UnsafeByteOperations;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.visionlog.bridge.DrawnImage;
import dev.visionlog.bridge.RealBridge;
import dev.visionlog.v1.Detection;
import dev.visionlog.v1.ImageData;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.Prediction;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
          new View("predictions", ".prediction-card >> nth=1"),
          new View("sources", "td.name >> nth=0"),
          new View("cameras", "td.name >> nth=0"),
          new View("settings", ".status"));

  /** Both layouts and both themes; colours do not depend on the width. */
  private enum Screen {
    WIDE_AND_LIGHT(1_280, ColorScheme.LIGHT),
    PHONE_IN_THE_DARK(360, ColorScheme.DARK);

    private final int width;
    private final ColorScheme scheme;

    Screen(int width, ColorScheme scheme) {
      this.width = width;
      this.scheme = scheme;
    }
  }

  private static final int HEIGHT = 800;

  @RegisterExtension final Browsers browsers = new Browsers();

  private static final RealBridge BRIDGE = new RealBridge();
  private static long prediction;

  private record View(String name, String drawn) {}

  @BeforeAll
  static void fill() {
    BRIDGE.write(
        EnumSet.range(LogLevel.TRACE, LogLevel.CRITICAL).stream()
            .map(level -> LogEntry.newBuilder().setLevel(level).setMessage("a " + level).build())
            .toList());
    BRIDGE
        .server()
        .sql("INSERT INTO cameras VALUES (1, 'Gate', 'North', now(), now()) RETURNING 1");
    BRIDGE.server().setThreshold("api", "WARNING");
    BRIDGE.server().setThreshold("worker", "DEBUG", Duration.ofHours(1));
    prediction =
        BRIDGE
            .predict(prediction(), Prediction.newBuilder().setStatus("timeout").build())
            .getIds(0);
  }

  private static Prediction prediction() {
    return Prediction.newBuilder()
        .setCameraId(1)
        .setModelName("m")
        .setConfidence(0.9)
        .setDefectDetected(true)
        .setDefectType("crack")
        .addDetections(
            Detection.newBuilder()
                .setClassName("crack")
                .setConfidence(0.9)
                .addAllBbox(List.of(10.0, 10.0, 90.0, 70.0)))
        .setPredictionJson("{\"score\": 0.9}")
        .setImage(
            ImageData.newBuilder()
                .setData(UnsafeByteOperations.unsafeWrap(DrawnImage.jpeg(1, 160, 120))))
        .build();
  }

  @AfterAll
  static void close() throws Exception {
    BRIDGE.close();
  }

  @ParameterizedTest
  @EnumSource
  void views_keepNobodyOut(Screen screen) {
    Page page = open(screen);
    for (View view : VIEWS) {
      page.navigate(BRIDGE.address() + "/?view=" + view.name());
      assertThat(page.locator(view.drawn())).isVisible();
      assertThat(page.locator("html")).hasJSProperty("scrollWidth", screen.width);
      unfoldFirst(page);
      Accessibility.check(page, view.name() + " " + screen);
    }
  }

  @ParameterizedTest
  @EnumSource
  void dialogs_keepNobodyOut(Screen screen) {
    Page page = open(screen);
    for (String name : List.of("Set for a while …", "Delete: All entries", "Keyboard")) {
      page.navigate(BRIDGE.address() + "/?view=settings");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
          .click();
      assertThat(page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON).last()).isVisible();
      Accessibility.check(page, name + " " + screen);
    }
  }

  @ParameterizedTest
  @EnumSource
  void predictionDetails_keepNobodyOut(Screen screen) {
    Page page = open(screen);

    page.navigate(BRIDGE.address() + "/?view=predictions&prediction=" + prediction);

    assertThat(page.locator(".timeline-here")).isVisible();
    assertThat(page.locator("html")).hasJSProperty("scrollWidth", screen.width);
    Accessibility.check(page, "details of a prediction " + screen);
  }

  private Page open(Screen screen) {
    Page page = browsers.newPage();
    page.setViewportSize(screen.width, HEIGHT);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(screen.scheme));
    return page;
  }

  /** The first entry, where there are any. */
  private static void unfoldFirst(Page page) {
    if (page.locator(".row.entry").count() > 0) {
      page.locator(".row.entry .level").first().click();
      assertThat(page.locator(".details")).isVisible();
    }
  }
}
