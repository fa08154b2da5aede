package dev.visionlog.benchmarks.installation;

import dev.visionlog.benchmarks.figures.ProcessFigures;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command of the {@code visionlog} script, and what its process takes. */
public final class ChildJvm implements AutoCloseable {
  private static final Duration END_WITHIN = Duration.ofSeconds(30);

  private final Process process;
  private final BufferedReader out;

  private ChildJvm(Process process) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  /** The script that a user starts, of which the benchmarks are a part. */
  public static Path script() {
    return Path.of(System.getProperty("visionlog.root", "."), "visionlog");
  }

  /** Starts it, with a count of its native memory. Its errors go to this process's own. */
  static ChildJvm start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(script().toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().keySet().removeIf(name -> name.startsWith("VISIONLOG_"));
    builder.environment().put("JDK_JAVA_OPTIONS", "-XX:NativeMemoryTracking=summary");
    return new ChildJvm(builder.start());
  }

  /** Reads its output up to a line with this pattern, and returns its first group. */
  String await(Pattern pattern) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    throw new IllegalStateException("The process ended and did not say " + pattern);
  }

  /** What it takes. */
  public ProcessFigures figures() {
    return new ProcessFigures(process.pid());
  }

  /** Ends it as Ctrl-C does, and waits for that. */
  @Override
  public void close() {
    process.destroy();
    process
        .onExit()
        .orTimeout(END_WITHIN.toSeconds(), TimeUnit.SECONDS)
        .exceptionally(late -> process.destroyForcibly())
        .join();
  }
}
