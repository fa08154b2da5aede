package dev.visionlog.benchmarks.soak;

import com.google.errorprone.annotations.FormatMethod;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** What happened when, for people: on the screen and in a file. For one thread. */
final class Diary implements AutoCloseable {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private final PrintStream out;
  private final PrintStream file;

  Diary(PrintStream out, Path file) throws IOException {
    this.out = out;
    this.file = new PrintStream(file.toFile(), StandardCharsets.UTF_8);
  }

  @FormatMethod
  void note(String format, Object... arguments) {
    print(
        TIME.format(ZonedDateTime.now(ZoneId.systemDefault()))
            + "  "
            + format.formatted(arguments));
  }

  /** Without a time. */
  void print(String text) {
    out.println(text);
    file.println(text);
    file.flush();
  }

  @Override
  public void close() {
    file.close();
  }
}
