package dev.visionlog.benchmarks.installation;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command of the {@code visionlog} script, and what its process takes. Linux. */
public final class ChildJvm implements AutoCloseable {
  private static final long TICKS_A_SECOND = 100;
  private static final Duration END_WITHIN = Duration.ofSeconds(30);

  private final Process process;
  private final BufferedReader out;

  private ChildJvm(Process process) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts it, with a count of its native memory. Its errors go to this process's own. */
  static ChildJvm start(Path root, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(root.resolve("visionlog").toString()));
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

  /** The time that a process has been on processors. */
  public static double cpuSeconds(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    // The name before may have spaces.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (double) (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
  }

  public double cpuSeconds() throws IOException {
    return cpuSeconds(process.pid());
  }

  /** What it has in memory. */
  public int residentMegabytes() throws IOException {
    String status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
    return kilobytes(status, "VmRSS:\\s+(\\d+) kB") / 1024;
  }

  /** What is alive on its heap: it collects garbage for this. */
  public int liveHeapMegabytes() throws IOException {
    ask("GC.run");
    return kilobytes(ask("GC.heap_info"), "used (\\d+)K") / 1024;
  }

  /** Memory outside of the heap that its own code has taken, above all network buffers. */
  public int bufferMegabytes() throws IOException {
    return kilobytes(ask("VM.native_memory", "summary"), "Other \\(reserved=(\\d+)KB") / 1024;
  }

  private static int kilobytes(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  private String ask(String... question) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    command.add(Long.toString(process.pid()));
    command.addAll(List.of(question));
    Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
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
