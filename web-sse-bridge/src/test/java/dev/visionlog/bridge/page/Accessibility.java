package dev.visionlog.bridge.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;

/** What axe-core (https://www.deque.com/axe/) says of a page. */
final class Accessibility {
  private static final Set<String> GRAVE = Set.of("serious", "critical");

  private Accessibility() {}

  /** Fails if somebody would be kept out by what is shown now. */
  static void check(Page page, String what) {
    List<String> found =
        new AxeBuilder(page)
            .analyze().getViolations().stream()
                .filter(rule -> GRAVE.contains(rule.getImpact()))
                .map(Accessibility::describe)
                .toList();
    assertThat(found).as(what).isEmpty();
  }

  private static String describe(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getHelp()
        + rule.getNodes().stream().map(node -> "\n  " + node.getHtml()).toList();
  }
}
