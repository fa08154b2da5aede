package dev.visionlog.benchmarks.appender;

import dev.visionlog.client.ClientSettings;
import dev.visionlog.client.LogEntry;
import dev.visionlog.client.VisionlogClient;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the client library takes by itself, in the same bursts. */
@State(Scope.Benchmark)
@Fork(
    value = 1,
    jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"})
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 200, batchSize = AppenderBenchmark.BURST)
@Measurement(iterations = 200, batchSize = AppenderBenchmark.BURST)
public class ClientBenchmark {
  private final LogEntry entry = Sample.entry();
  private @Nullable AcknowledgingServer server;
  private @Nullable VisionlogClient client;

  @Setup(Level.Trial)
  public void open() {
    AcknowledgingServer stub = new AcknowledgingServer();
    VisionlogClient started =
        VisionlogClient.start(
            ClientSettings.builder()
                .endpoint(stub.address())
                .batchAge(Duration.ofMillis(20))
                .build());
    Tally.begin(() -> started.stats().sent(), () -> started.stats().droppedTotal());
    server = stub;
    client = started;
  }

  @TearDown(Level.Trial)
  public void close() {
    client().close();
    Objects.requireNonNull(server).close();
  }

  /** An entry is made and logged. */
  @Benchmark
  public void logNewEntry(Caller caller) {
    caller.count();
    client().log(Sample.entry());
  }

  /** An entry that exists is logged. */
  @Benchmark
  public void log(Caller caller) {
    caller.count();
    client().log(entry);
  }

  private VisionlogClient client() {
    return Objects.requireNonNull(client);
  }
}
