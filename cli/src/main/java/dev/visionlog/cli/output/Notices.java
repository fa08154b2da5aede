package dev.visionlog.cli.output;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * What is said on standard error: errors, the state of a connection, progress. Progress is one line
 * that is written over, and only on a terminal. Any thread.
 */
public final class Notices {
  private static final Duration BETWEEN_PROGRESS = Duration.ofMillis(100);

  private final PrintStream err;
  private final boolean showProgress;
  private final boolean quiet;
  private final Clock clock;
  private Instant nextProgress = Instant.MIN;
  private boolean progressShown;

  public Notices(Surroundings surroundings, boolean quiet) {
    this.err = surroundings.err();
    this.showProgress = surroundings.errorIsTerminal() && !quiet;
    this.quiet = quiet;
    this.clock = surroundings.clock();
  }

  /** Always printed. */
  public synchronized void error(String text) {
    clear();
    err.println("visionlog: " + SafeText.oneLine(text));
  }

  /** Printed unless quiet is wanted. */
  public synchronized void info(String text) {
    if (!quiet) {
      clear();
      err.println(text);
    }
  }

  /** Shows how far a work has come, ten times a second at most. */
  public synchronized void progress(Supplier<String> text) {
    Instant now = clock.instant();
    if (showProgress && !now.isBefore(nextProgress)) {
      nextProgress = now.plus(BETWEEN_PROGRESS);
      progressShown = true;
      err.print("\r\u001b[K" + text.get());
      err.flush();
    }
  }

  /** Takes the progress line away. */
  public synchronized void clear() {
    if (progressShown) {
      progressShown = false;
      err.print("\r\u001b[K");
      err.flush();
    }
  }

  /** A question without a line end; the answer is read elsewhere. */
  public synchronized void ask(String question) {
    clear();
    err.print(question);
    err.flush();
  }
}
