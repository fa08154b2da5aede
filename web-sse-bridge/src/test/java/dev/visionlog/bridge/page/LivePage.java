package dev.visionlog.bridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.visionlog.bridge.RealBridge;
import java.util.List;
import java.util.regex.Pattern;

/** What a person sees of the live view and does with it. For the test's thread. */
final class LivePage {
  /** Walks through the whole list, since only the rows that can be seen exist. */
  private static final String WALK =
      """
      async () => {
        const list = document.getElementById('live-list');
        const found = new Map();
        const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        const isDrawn = () => {
          const seen = list.getBoundingClientRect();
          const end = Math.min(seen.bottom, seen.top + list.scrollHeight - list.scrollTop);
          const rows = [...list.querySelectorAll('.row')].map((row) => row.getBoundingClientRect());
          return Math.min(...rows.map((row) => row.top)) <= seen.top + 40 && Math.max(...rows.map((row) => row.bottom)) >= end - 1;
        };
        for (let top = 0; ; top += list.clientHeight * 0.9) {
          list.scrollTop = top;
          do await frame(); while (!isDrawn());
          for (const row of list.querySelectorAll('.row')) {
            found.set(Number(row.id.slice(4)), (row.querySelector('.text') ?? row).textContent);
          }
          if (top + list.clientHeight >= list.scrollHeight) break;
        }
        return [...found].sort((a, b) => a[0] - b[0]).map(([, text]) => text);
      }
      """;

  private final Page page;

  /** Opens the page with this query. */
  LivePage(Page page, RealBridge bridge, String query) {
    this.page = page;
    page.navigate(bridge.address() + "/" + query);
    awaitConnection("Live");
  }

  Page page() {
    return page;
  }

  /** Waits until the state of the connection begins so. */
  void awaitConnection(String words) {
    assertThat(page.locator(".connection-text")).containsText(Pattern.compile("^\\s*" + words));
  }

  /** The rows that exist, the oldest first. */
  Locator rows() {
    return page.locator("#live-list .row");
  }

  /** The messages of the rows that exist. */
  Locator messages() {
    return rows().locator(".text");
  }

  /** Waits until so many rows are there, seen or not. */
  void awaitShown(int count) {
    assertThat(page.locator(".shown")).hasText(String.format("%,d shown", count));
  }

  /** The text of every row there is, the oldest first. Pauses the view. */
  @SuppressWarnings("unchecked")
  List<String> all() {
    page.setViewportSize(1_200, 5_000);
    return (List<String>) page.evaluate(WALK);
  }

  /** Types a filter and applies it. */
  void filter(String text) {
    page.locator("#filter").fill(text);
    page.locator("#filter").press("Enter");
  }

  Locator button(String name) {
    return page.getByRole(
        com.microsoft.playwright.options.AriaRole.BUTTON,
        new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Waits until a script in the page says yes. */
  void awaitTrue(String expression) {
    await().until(() -> Boolean.TRUE.equals(page.evaluate(expression)));
  }
}
