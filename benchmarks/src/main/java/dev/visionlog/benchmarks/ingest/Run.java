package dev.visionlog.benchmarks.ingest;

import dev.visionlog.benchmarks.figures.ProcessFigures;
import dev.visionlog.benchmarks.installation.Installation;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/**
 * What one run of a candidate has made, and what time of the processors it took, in seconds.
 *
 * @param writers this process
 */
record Run(long count, double seconds, double server, double database, double writers) {

  static Run of(Candidate candidate, Duration time, Installation installation)
      throws IOException, InterruptedException, SQLException {
    double server = installation.server().figures().cpuSeconds();
    double database = installation.databaseCpuSeconds();
    double writers = ownCpuSeconds();
    long begun = System.nanoTime();
    long count = candidate.run(time);
    return new Run(
        count,
        (System.nanoTime() - begun) / 1e9,
        installation.server().figures().cpuSeconds() - server,
        installation.databaseCpuSeconds() - database,
        ownCpuSeconds() - writers);
  }

  private static double ownCpuSeconds() throws IOException {
    return new ProcessFigures(ProcessHandle.current().pid()).cpuSeconds();
  }

  double rate() {
    return count / seconds;
  }

  double serverMicros() {
    return server * 1e6 / count;
  }

  double databaseMicros() {
    return database * 1e6 / count;
  }

  double writersMicros() {
    return writers * 1e6 / count;
  }
}
