package dev.visionlog.benchmarks.appender;

import dev.visionlog.client.internal.queue.EntryQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the client's queue takes by itself, in the same bursts. */
@State(Scope.Benchmark)
@Fork(
    value = 1,
    jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"})
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 200, batchSize = AppenderBenchmark.BURST)
@Measurement(iterations = 200, batchSize = AppenderBenchmark.BURST)
public class QueueBenchmark {
  private static final int INFO = 2;
  private static final int WEIGHT = 300;

  private final EntryQueue<String> queue = new EntryQueue<>(65_536, 1L << 25, true, () -> {});

  @Setup(Level.Trial)
  public void count() {
    Tally.begin(queue::offered, () -> 0);
  }

  /** Takes what the last burst has left. */
  @Setup(Level.Iteration)
  public void empty() {
    while (queue.poll() != null) {
      queue.release(1, queue.takenWeight());
    }
  }

  @Benchmark
  public EntryQueue.Admission offer(Caller caller) {
    caller.count();
    return queue.offer("late", INFO, WEIGHT);
  }
}
