package dev.visionlog.bridge.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives tests pages of a real browser: one Chromium for the JVM, a profile of its own for each
 * test. A test fails if one of its pages reports an error that nobody caught, writes an error to
 * its console, or does what the content security policy forbids.
 *
 * <p>Without Chromium the tests are skipped; where the variable {@code CI} is set, they fail.
 * Register it with {@code @RegisterExtension}. For the test's thread.
 */
public final class Browsers implements BeforeEachCallback, AfterTestExecutionCallback {
  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(Browsers.class);

  /** Browsers tell the console of most violations, and pages of all. */
  private static final String TELL_VIOLATIONS =
      """
      document.addEventListener('securitypolicyviolation', (event) =>
        console.error(`Violation of ${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`));
      """;

  private final List<String> complaints = new ArrayList<>();
  private final List<String> tolerated = new ArrayList<>();
  private @Nullable BrowserContext profile;

  @Override
  public void beforeEach(ExtensionContext test) {
    if (Chromium.find().isEmpty() && System.getenv("CI") == null) {
      Assumptions.abort(Chromium.MISSING);
    }
    profile =
        test.getRoot()
            .getStore(OURS)
            .computeIfAbsent(Chromium.class, key -> Chromium.launch(), Chromium.class)
            .browser()
            // As the test JVMs: what forgets the zone fails.
            .newContext(
                new Browser.NewContextOptions().setTimezoneId("Asia/Kathmandu").setLocale("en-US"));
    profile.setDefaultTimeout(60_000);
    profile.addInitScript(TELL_VIOLATIONS);
    profile.onWebError(error -> complain(error.error()));
    profile.onConsoleMessage(this::listen);
  }

  /** A new tab of this test's profile. It is closed after the test. */
  public Page newPage() {
    return Objects.requireNonNull(profile, "only within a test").newPage();
  }

  /** Errors with this text in them are part of the test, such as those of a server that is away. */
  public void tolerate(String text) {
    tolerated.add(text);
  }

  private void listen(ConsoleMessage message) {
    if (message.type().equals("error")) {
      complain(message.text() + " (" + message.location() + ")");
    }
  }

  private void complain(String error) {
    if (tolerated.stream().noneMatch(error::contains)) {
      complaints.add(error);
    }
  }

  /** Before the test's own end, so that a page does not see its server go. */
  @Override
  public void afterTestExecution(ExtensionContext test) {
    if (profile != null) {
      profile.close();
    }
    assertThat(complaints).as("errors of the page").isEmpty();
  }
}
