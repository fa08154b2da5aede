package dev.visionlog.benchmarks.figures;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process takes. Linux; what is asked of a JVM needs the same user. Fails with an exception
 * when the process has ended.
 */
public record ProcessFigures(long pid) {
  private static final long TICKS_A_SECOND = 100;

  /** The time that it has been on processors. */
  public double cpuSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    // The name before may have spaces.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (double) (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
  }

  /** What it has in memory. */
  public int residentMegabytes() throws IOException {
    String status = Files.readString(Path.of("/proc/" + pid + "/status"));
    return kilobytes(status, "VmRSS:\\s+(\\d+) kB") / 1024;
  }

  /** What is alive on its heap: it collects garbage for this. */
  public int liveHeapMegabytes() throws IOException {
    ask("GC.run");
    // One line for each generation, or one for all, depending on the collector.
    String heap = ask("GC.heap_info").split("Metaspace", 2)[0];
    return Pattern.compile("used (\\d+)K")
            .matcher(heap)
            .results()
            .mapToInt(used -> Integer.parseInt(used.group(1)))
            .sum()
        / 1024;
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
    command.add(Long.toString(pid));
    command.addAll(List.of(question));
    Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
