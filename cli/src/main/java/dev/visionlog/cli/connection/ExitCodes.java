package dev.visionlog.cli.connection;

/** What scripts can rely on. docs/cli.md lists them too. */
public final class ExitCodes {
  public static final int OK = 0;

  /** The command ran and failed, or found what it was asked to look for. */
  public static final int FAILURE = 1;

  /** The command line, a filter or an input is wrong: the same call will fail again. */
  public static final int USAGE = 2;

  /** There is none with this id, or nothing matched and {@code --exit-code} was given. */
  public static final int NOT_FOUND = 3;

  /**
   * The server cannot be reached, is too busy or did not answer in time: the same call may work
   * later.
   */
  public static final int UNAVAILABLE = 4;

  /** Ctrl-C. */
  public static final int INTERRUPTED = 130;

  private ExitCodes() {}
}
