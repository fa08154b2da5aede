package dev.visionlog.benchmarks.appender;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** What one call of {@code logger.info} takes. */
@Fork(
    value = 1,
    jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AppenderBenchmark {
  /** Far fewer than any queue has slots. */
  static final int BURST = 1000;

  /**
   * As applications log: some, and then nothing until all of it has come out. No queue gets full,
   * so nobody has to drop anything.
   */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @Warmup(iterations = 200, batchSize = BURST)
  @Measurement(iterations = 200, batchSize = BURST)
  public void paced(LoggerState state, Caller caller) {
    caller.count();
    Sample.info(state.logger());
  }

  /** As fast as it goes. Whoever is faster than what is behind it has to drop, or to wait. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @Warmup(iterations = 2, time = 2)
  @Measurement(iterations = 3, time = 2)
  public void saturated(LoggerState state, Caller caller) {
    caller.count();
    Sample.info(state.logger());
  }
}
