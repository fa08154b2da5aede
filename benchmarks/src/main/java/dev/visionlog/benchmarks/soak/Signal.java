package dev.visionlog.benchmarks.soak;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the {@code kill} command sends. */
enum Signal {
  STOP,
  CONT,
  KILL;

  /** To all at once. A process that has ended is no error. */
  void send(List<Long> pids) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name()));
    pids.forEach(pid -> command.add(Long.toString(pid)));
    new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor();
  }
}
