package dev.visionlog.cli.output;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;

/**
 * What a command finds around it. Handed in, so that tests can be a terminal, a pipe or another
 * zone.
 */
public record Surroundings(
    InputStream in,
    OutputStream out,
    PrintStream err,
    Map<String, String> variables,
    boolean inputIsTerminal,
    boolean outputIsTerminal,
    boolean errorIsTerminal,
    Clock clock,
    ZoneId zone) {

  private static final int DEFAULT_COLUMNS = 100;

  /** Those of this process. Text goes out as UTF-8, whatever the locale. */
  public static Surroundings ofProcess() {
    return new Surroundings(
        System.in,
        new FileOutputStream(FileDescriptor.out),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        System.getenv(),
        isTerminal(0),
        isTerminal(1),
        isTerminal(2),
        Clock.systemUTC(),
        ZoneId.systemDefault());
  }

  /** The width to fill, from the variable COLUMNS. */
  public int columns() {
    try {
      return Math.max(40, Integer.parseInt(variables.getOrDefault("COLUMNS", "")));
    } catch (NumberFormatException notGiven) {
      return DEFAULT_COLUMNS;
    }
  }

  /** Java knows only the console as a whole; Linux says it for each stream. */
  private static boolean isTerminal(int descriptor) {
    try {
      String target =
          Path.of("/proc/self/fd", Integer.toString(descriptor)).toRealPath().toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException noProcessFiles) {
      return consoleIsTerminal();
    }
  }

  /**
   * Before Java 22 there is no console unless both ends of it are a terminal; since then there is
   * always one.
   */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean consoleIsTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (ReflectiveOperationException olderJava) {
      return true;
    }
  }
}
