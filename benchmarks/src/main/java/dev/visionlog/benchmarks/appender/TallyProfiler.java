package dev.visionlog.benchmarks.appender;

import dev.visionlog.benchmarks.appender.Tally.Sums;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Adds to JMH's figures what was lost, and what the logging threads allocated. (JMH's own profiler
 * counts the bytes of all threads.) Also is the pause between two bursts: it waits until all events
 * have come out.
 */
public final class TallyProfiler implements InternalProfiler {
  static final String LOGGED = "logged";
  static final String LOST = "lost";
  static final String CALLER_BYTES = "caller.bytes";

  @Override
  public String getDescription() {
    return "Events that were lost, and bytes that the threads allocated that logged";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    // All that was logged has been settled after the last iteration.
  }

  @Override
  public List<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    Tally tally = Tally.current();
    if (tally == null) {
      return List.of();
    }
    Sums sums = tally.settle();
    return List.of(
        sum(LOGGED, sums.logged(), "events"),
        sum(LOST, sums.lost(), "events"),
        sum(CALLER_BYTES, sums.callerBytes(), "bytes"));
  }

  private static ScalarResult sum(String name, long value, String unit) {
    return new ScalarResult(name, value, unit, AggregationPolicy.SUM);
  }
}
