package dev.visionlog.bridge.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Chromium of this machine, without a window. Nothing is ever downloaded. For the thread that
 * launched it.
 */
final class Chromium implements AutoCloseable {
  static final String MISSING =
      "No Chromium: install it (Debian's package chromium-headless-shell or chromium), or name it in"
          + " the variable CHROMIUM";

  /** The first has no windows that nobody sees, which saves half of its time. */
  private static final List<String> PROGRAMS = List.of("chromium-headless-shell", "chromium");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** The program: what {@code CHROMIUM} names, otherwise one in the path. */
  static Optional<Path> find() {
    String named = System.getenv("CHROMIUM");
    Stream<Path> candidates =
        named != null
            ? Stream.of(Path.of(named))
            : PROGRAMS.stream().flatMap(Chromium::everywhereInThePath);
    return candidates.filter(Files::isExecutable).findFirst();
  }

  private static Stream<Path> everywhereInThePath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program));
  }

  static Chromium launch() {
    Path program = find().orElseThrow(() -> new IllegalStateException(MISSING));
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    // For machines that have much else to do.
    PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
    return new Chromium(playwright, playwright.chromium().launch(options(program)));
  }

  private static BrowserType.LaunchOptions options(Path program) {
    // Root has no sandbox.
    boolean root = System.getProperty("user.name").equals("root");
    return new BrowserType.LaunchOptions()
        .setExecutablePath(program)
        .setHeadless(true)
        .setArgs(root ? List.of("--no-sandbox") : List.of());
  }

  Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
