package dev.visionlog.server.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * PostgreSQL's processes for a data folder, found by Linux's {@code /proc}: each of them works in
 * that folder. Elsewhere none are found.
 */
final class Backends {
  private static final Path PROC = Path.of("/proc");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Backends() {}

  static boolean isProcInstalled() {
    return Files.exists(PROC.resolve("self/cwd"));
  }

  /**
   * Ends what a dead postmaster left behind. Until the last of them is gone, it holds the shared
   * memory, and PostgreSQL refuses to start; one in a long query would hold it for minutes.
   */
  static void endOrphans(Path dataFolder) throws IOException, InterruptedException {
    endAll(in(dataFolder), Signal.QUIT);
    endAll(in(dataFolder), Signal.KILL);
  }

  private static void endAll(List<ProcessHandle> processes, Signal signal)
      throws IOException, InterruptedException {
    for (ProcessHandle process : processes) {
      signal.send(process);
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (ProcessHandle process : processes) {
      Signal.awaitEnd(process, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }
  }

  private static List<ProcessHandle> in(Path dataFolder) {
    return isProcInstalled()
        ? ProcessHandle.allProcesses()
            .filter(process -> worksIn(dataFolder, process.pid()))
            .toList()
        : List.of();
  }

  /** Whether this is a program called postgres whose working folder is the data folder. */
  static boolean worksIn(Path dataFolder, long pid) {
    Path process = PROC.resolve(Long.toString(pid));
    try {
      // An unpacked program that was deleted meanwhile is shown as "…/postgres (deleted)".
      Path program = Files.readSymbolicLink(process.resolve("exe")).getFileName();
      return program.toString().startsWith("postgres")
          && Files.isSameFile(process.resolve("cwd"), dataFolder);
    } catch (IOException e) {
      return false; // Gone, or another user's: not ours.
    }
  }
}
