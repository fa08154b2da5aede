package dev.visionlog.benchmarks.sse;

import dev.visionlog.benchmarks.figures.Arrivals;
import dev.visionlog.benchmarks.installation.Installation;
import java.io.IOException;
import java.time.Duration;
import java.util.LongSummaryStatistics;

/** Entries at one rate, and what the browsers saw of them. */
final class Step {
  static final String HEADER =
      """

      entries/s  written  seen by each: least – most  missed      median         p99  | CPU s: bridge  server  database  clients""";

  private final Installation installation;
  private final EntryWriter writer;
  private final Browsers browsers;
  private final int rate;
  private final int count;

  Step(Installation installation, EntryWriter writer, Browsers browsers, int rate, int count) {
    this.installation = installation;
    this.writer = writer;
    this.browsers = browsers;
    this.rate = rate;
    this.count = count;
  }

  /**
   * Writes the entries, and waits until all have them.
   *
   * @return a line of the table
   */
  String run(Duration catchUpWithin) throws IOException, InterruptedException {
    long head = writer.head();
    browsers.awaitPosition(head, catchUpWithin);
    Arrivals arrivals = new Arrivals(head + 1, count);
    browsers.measure(arrivals);
    long[] before = browsers.readers().stream().mapToLong(Browser::events).toArray();
    long missed = browsers.readers().stream().mapToLong(Browser::missed).sum();
    Cpu start = Cpu.of(installation);
    writer.write(count, rate, arrivals);
    boolean complete = browsers.awaitPosition(head + count, catchUpWithin);
    Cpu used = Cpu.of(installation).since(start);
    LongSummaryStatistics seen = new LongSummaryStatistics();
    for (int i = 0; i < before.length; i++) {
      seen.accept(browsers.readers().get(i).events() - before[i]);
    }
    return "%9d  %7d  %,14d – %,9d  %6d  %7.1f ms  %7.1f ms  | %13.1f  %6.1f  %8.1f  %7.1f%s"
        .formatted(
            rate,
            count,
            seen.getMin(),
            seen.getMax(),
            browsers.readers().stream().mapToLong(Browser::missed).sum() - missed,
            milliseconds(arrivals.latencies().percentile(0.5)),
            milliseconds(arrivals.latencies().percentile(0.99)),
            used.bridge(),
            used.server(),
            used.database(),
            used.clients(),
            complete ? "" : "  (not all in time)");
  }

  private static double milliseconds(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
