package dev.visionlog.bridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.visionlog.bridge.RealBridge;
import dev.visionlog.v1.Camera;
import dev.visionlog.v1.CreateCameraRequest;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Text that wants to be more than text: it is shown, and does nothing. {@link Browsers} fails the
 * test if the content security policy had to stop something.
 */
class HostileTextIT {
  private static final RealBridge BRIDGE = new RealBridge();
  private static final List<String> CORPUS = corpus();

  /** What the corpus would do if it ran. */
  private static final String UNHARMED =
      """
      () => window.hacked === undefined
        && document.title.includes('Visionlog')
        && document.querySelectorAll('#content script, #content iframe, #content img, #content svg, #content object, #content form:not(.filter-row), #content style, #content link, #content base').length === 0
        && [...document.querySelectorAll('#content *')].every((element) => element.getAttributeNames().every((name) => !name.startsWith('on')))
        && [...document.querySelectorAll('#content a')].every((link) => ['http:', 'https:'].includes(new URL(link.href).protocol))
      """;

  @RegisterExtension final Browsers browsers = new Browsers();

  @AfterAll
  static void close() throws Exception {
    BRIDGE.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"live", "history"})
  void entries_ofTheCorpusAreShownAsText(String view) {
    BRIDGE.clear();
    BRIDGE.write(CORPUS.stream().map(HostileTextIT::everywhere).toList());
    Page page = browsers.newPage();
    page.setViewportSize(1_400, 30_000);
    page.navigate(BRIDGE.address() + "/?view=" + view);
    Locator rows = page.locator(".row.entry");
    assertThat(rows).hasCount(CORPUS.size());

    // Without the mouse, which would wait for the whole tall window to be drawn, each time.
    for (int i = 0; i < CORPUS.size(); i++) {
      Locator row = rows.nth(i);
      row.locator(".level").dispatchEvent("click");
      assertThat(row.locator(".details")).isVisible();
      assertThat(page.evaluate(UNHARMED)).as(row::textContent).isEqualTo(true);
      row.locator(".level").dispatchEvent("click");
    }
  }

  @Test
  void text_isShownToTheLetter() {
    BRIDGE.clear();
    BRIDGE.write("<img src=x onerror=window.hacked=1>", "\u001b[31mred\u001b[0m\u0007 \u202eback");
    Page page = browsers.newPage();
    page.navigate(BRIDGE.address());

    assertThat(page.locator(".row .text"))
        .hasText(new String[] {"<img src=x onerror=window.hacked=1>", "red␇ ⟨U+202E⟩back"});
  }

  @Test
  void filters_namesAndAddressesAreTextToo() {
    BRIDGE.clear();
    String hostile = "\"><img src=x onerror=window.hacked=1>";
    BRIDGE
        .cameras()
        .createCamera(
            CreateCameraRequest.newBuilder()
                .setCamera(Camera.newBuilder().setId(1).setName(hostile).setDescription(hostile))
                .build());
    BRIDGE.write(List.of(everywhere(hostile)));
    Page page = browsers.newPage();
    String filter = "\"\\\"><img src=x onerror=window.hacked=1>\"";

    page.navigate(
        BRIDGE.address() + "/?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));

    assertThat(page.locator(".chip")).containsText("onerror");
    assertThat(page.locator(".row .origin-name")).hasText(hostile);
    for (String view : List.of("sources", "cameras", "settings")) {
      page.navigate(BRIDGE.address() + "/?view=" + view);
      assertThat(page.locator("h1, h2").first()).isVisible();
      assertThat(page.evaluate("() => window.hacked")).isNull();
    }
  }

  private static LogEntry everywhere(String text) {
    ObjectNode extra = JsonNodeFactory.instance.objectNode();
    extra.put(text, text);
    extra.put("exception", text);
    extra.putObject("nested").put(text, text);
    return LogEntry.newBuilder()
        .setLevel(LogLevel.WARNING)
        .setMessage(text)
        .setSource(text.length() > 100 ? text.substring(0, 50) : text)
        .setLoggerName(text)
        .setCameraId(1)
        .setExtraJson(extra.toString())
        .build();
  }

  /** One a line; {@code \e} stands for escape, {@code \n} for a line's end. */
  private static List<String> corpus() {
    try (InputStream in = HostileTextIT.class.getResourceAsStream("hostile.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("# "))
          .map(line -> line.replace("\\e", "\u001b").replace("\\n", "\n"))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
