package dev.visionlog.benchmarks.soak;

import dev.visionlog.benchmarks.figures.ProcessFigures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One process of the product, which adds what it says to a file. */
final class Program {
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    // None outlives this process, however that ends.
    Thread end = new Thread(() -> RUNNING.forEach(Process::destroy), "end-programs");
    Runtime.getRuntime().addShutdownHook(end);
  }

  private static final Duration START_WITHIN = Duration.ofMinutes(3);
  private static final Duration END_WITHIN = Duration.ofMinutes(1);

  private final Process process;
  private final Path output;
  private final long begin;

  private Program(Process process, Path output, long begin) {
    this.process = process;
    this.output = output;
    this.begin = begin;
  }

  static Program start(
      Path output, Map<String, String> environment, List<String> command, List<String> arguments)
      throws IOException {
    List<String> all = new ArrayList<>(command);
    all.addAll(arguments);
    long begin = Files.exists(output) ? Files.size(output) : 0;
    ProcessBuilder builder =
        new ProcessBuilder(all)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("VISIONLOG_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    RUNNING.add(process);
    process.onExit().thenAccept(RUNNING::remove);
    return new Program(process, output, begin);
  }

  /** Waits until it has said this, and returns the first group. */
  String await(Pattern pattern) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_WITHIN.toNanos();
    while (System.nanoTime() < deadline) {
      boolean ended = !process.isAlive();
      Matcher matcher = pattern.matcher(output());
      if (matcher.find()) {
        return matcher.group(1);
      }
      if (ended) {
        break;
      }
      Thread.sleep(20);
    }
    throw new IOException("The process has not said " + pattern + ", but: " + output());
  }

  private String output() throws IOException {
    byte[] all = Files.readAllBytes(output);
    return new String(all, (int) begin, all.length - (int) begin, StandardCharsets.UTF_8);
  }

  long pid() {
    return process.pid();
  }

  ProcessFigures figures() {
    return new ProcessFigures(pid());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** As Ctrl-C does, and waits; kills it if it does not end. */
  void terminate() {
    process.destroy();
    process
        .onExit()
        .orTimeout(END_WITHIN.toSeconds(), TimeUnit.SECONDS)
        .exceptionally(late -> process.destroyForcibly())
        .join();
  }
}
