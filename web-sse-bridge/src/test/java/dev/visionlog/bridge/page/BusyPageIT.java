package dev.visionlog.bridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.bridge.RealBridge;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The page while much comes, as fast as this machine can: it stays small, and draws as often as the
 * screen, however many entries that is.
 */
class BusyPageIT {
  private static final RealBridge BRIDGE = new RealBridge();
  private static final int ENTRIES = 16_000;
  private static final int BATCH = 50;

  /** The list's changes of one task are told together. */
  private static final String WATCH =
      """
      () => {
        window.watched = { frames: 0, changes: 0 };
        const frame = () => { watched.frames++; requestAnimationFrame(frame); };
        frame();
        new MutationObserver(() => watched.changes++)
          .observe(document.getElementById('live-list'), { subtree: true, childList: true });
      }
      """;

  private static final String RESULT =
      """
      () => ({
        ...watched,
        elements: document.querySelectorAll('*').length,
        megabytes: Math.round(performance.memory.usedJSHeapSize / 1e6),
      })
      """;

  @RegisterExtension final Browsers browsers = new Browsers();

  @AfterAll
  static void close() throws Exception {
    BRIDGE.close();
  }

  @Test
  @SuppressWarnings("unchecked")
  void page_staysSmallAndDrawsNoOftenerThanTheScreen() {
    LivePage live = new LivePage(browsers.newPage(), BRIDGE, "");
    live.page().evaluate(WATCH);

    for (int written = 0; written < ENTRIES; written += BATCH) {
      BRIDGE.write(batch(written));
    }

    assertThat(live.messages().last()).hasText("busy %06d".formatted(ENTRIES - 1));
    live.awaitShown(5_000);
    Map<String, Integer> result = (Map<String, Integer>) live.page().evaluate(RESULT);
    int frames = Objects.requireNonNull(result.get("frames"));
    assertThat(result.get("changes")).as("%s", result).isBetween(1, 2 * frames);
    assertThat(result.get("elements")).isLessThan(1_500);
    assertThat(result.get("megabytes")).isLessThan(150);
  }

  private static String[] batch(int from) {
    return IntStream.range(from, from + BATCH)
        .mapToObj("busy %06d"::formatted)
        .toArray(String[]::new);
  }
}
