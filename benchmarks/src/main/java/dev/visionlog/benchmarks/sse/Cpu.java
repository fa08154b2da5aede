package dev.visionlog.benchmarks.sse;

import dev.visionlog.benchmarks.figures.ProcessFigures;
import dev.visionlog.benchmarks.installation.Installation;
import java.io.IOException;

/**
 * Seconds on processors.
 *
 * @param clients of this process: the browsers and the writer
 */
record Cpu(double bridge, double server, double database, double clients) {

  /** Since the processes began. */
  static Cpu of(Installation installation) throws IOException {
    return new Cpu(
        installation.bridge().figures().cpuSeconds(),
        installation.server().figures().cpuSeconds(),
        installation.databaseCpuSeconds(),
        new ProcessFigures(ProcessHandle.current().pid()).cpuSeconds());
  }

  Cpu since(Cpu start) {
    return new Cpu(
        bridge - start.bridge,
        server - start.server,
        database - start.database,
        clients - start.clients);
  }
}
