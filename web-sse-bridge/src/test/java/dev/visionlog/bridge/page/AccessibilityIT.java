package dev.visionlog.bridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.visionlog.bridge.RealBridge.info;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import dev.visionlog.bridge.RealBridge;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What axe-core finds in the views with entries: nothing serious, in any theme and width. */
class AccessibilityIT {
  private static final RealBridge BRIDGE = new RealBridge();
  private static final Set<String> SERIOUS = Set.of("serious", "critical");

  @RegisterExtension final Browsers browsers = new Browsers();

  @BeforeAll
  static void write() {
    List<LogEntry> entries =
        Arrays.stream(LogLevel.values())
            .filter(level -> level != LogLevel.UNRECOGNIZED && level.getNumber() > 0)
            .map(
                level ->
                    info("A line of " + level + "\nand another").toBuilder()
                        .setLevel(level)
                        .setCameraId(3)
                        .setLoggerName("a.b.C")
                        .setExtraJson("{\"retry_count\":3,\"exception\":{\"type\":\"a.E\",\"frames\":[\"x\"]}}")
                        .build())
            .toList();
    BRIDGE.write(entries);
  }

  @AfterAll
  static void close() throws Exception {
    BRIDGE.close();
  }

  @ParameterizedTest
  @CsvSource({
    "live, light, 1280",
    "live, dark, 1280",
    "live, light, 360",
    "history, light, 1280",
    "history, dark, 360"
  })
  void view_hasNoSeriousFindings(String view, String theme, int width) {
    Page page = browsers.newPage();
    page.setViewportSize(width, 900);
    page.addInitScript("localStorage.setItem('visionlog.theme', '" + theme + "')");
    page.navigate(BRIDGE.address() + "/?view=" + view + "&filter=line");
    assertThat(page.locator(".row.entry")).hasCount(7);
    page.locator(".row.entry").nth(3).click();
    assertThat(page.locator(".details")).isVisible();

    List<String> findings =
        new AxeBuilder(page)
            .analyze().getViolations().stream()
                .filter(finding -> SERIOUS.contains(finding.getImpact()))
                .map(finding -> finding.getId() + ": " + finding.getNodes())
                .toList();

    assertThat(findings).isEmpty();
    assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
        .as("nothing is wider than the window")
        .isEqualTo(true);
  }
}
