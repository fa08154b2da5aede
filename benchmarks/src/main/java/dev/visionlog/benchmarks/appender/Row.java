package dev.visionlog.benchmarks.appender;

import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * One line of a table.
 *
 * @param name what was measured
 * @param median nanoseconds an event, of the iterations' means
 * @param low the tenth percentile of these
 * @param high the ninetieth
 * @param callerBytes what the threads that logged allocated for an event
 * @param allBytes what all threads of the JVM allocated for an event
 * @param logged how many events
 * @param lost how many of these did not come out at the other end
 */
record Row(
    String name,
    double median,
    double low,
    double high,
    double callerBytes,
    double allBytes,
    double logged,
    double lost) {

  private static final String ALL_BYTES = "gc.alloc.rate.norm";

  static Row of(RunResult result) {
    BenchmarkParams params = result.getParams();
    Statistics times = result.getPrimaryResult().getStatistics();
    double perEvent = 1.0 / params.getMeasurement().getBatchSize();
    double logged = value(result, TallyProfiler.LOGGED);
    return new Row(
        name(params),
        times.getPercentile(50) * perEvent,
        times.getPercentile(10) * perEvent,
        times.getPercentile(90) * perEvent,
        value(result, TallyProfiler.CALLER_BYTES) / logged,
        value(result, ALL_BYTES) * perEvent,
        logged,
        value(result, TallyProfiler.LOST));
  }

  private static String name(BenchmarkParams params) {
    String candidate = params.getParam("candidate");
    String method = params.getBenchmark().replaceFirst(".*\\.", "");
    return candidate == null ? method : candidate.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static double value(RunResult result, String name) {
    Result<?> found = result.getSecondaryResults().get(name);
    return found == null ? Double.NaN : found.getScore();
  }

  static String header() {
    return "%-22s %9s %17s %9s %9s %12s %9s"
        .formatted("", "ns/event", "p10 – p90", "B/event", "B in JVM", "events", "lost");
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-22s %9.1f %8.1f – %6.1f %9s %9.0f %12s %9s",
        name,
        median,
        low,
        high,
        Double.isNaN(callerBytes) ? "" : "%.0f".formatted(callerBytes),
        allBytes,
        Double.isNaN(logged) ? "" : "%,.0f".formatted(logged),
        Double.isNaN(lost) ? "" : "%.2f %%".formatted(100 * lost / logged));
  }
}
