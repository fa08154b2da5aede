package dev.visionlog.benchmarks.appender;

import dev.visionlog.client.ClientSettings;
import dev.visionlog.client.Detection;
import dev.visionlog.client.Image;
import dev.visionlog.client.Prediction;
import dev.visionlog.client.VisionlogClient;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
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

/** What a detector pays for handing over what it has found in an image, with the image. */
@State(Scope.Benchmark)
@Fork(
    value = 1,
    jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"})
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 100, batchSize = PredictionBenchmark.BURST)
@Measurement(iterations = 100, batchSize = PredictionBenchmark.BURST)
public class PredictionBenchmark {
  static final int BURST = 100;
  private static final int IMAGE_BYTES = 100_000;

  private final byte[] file = new byte[IMAGE_BYTES];
  private @Nullable AcknowledgingServer server;
  private @Nullable VisionlogClient client;

  @Setup(Level.Trial)
  public void open() {
    new Random(1).nextBytes(file);
    AcknowledgingServer stub = new AcknowledgingServer();
    VisionlogClient started =
        VisionlogClient.start(
            ClientSettings.builder()
                .endpoint(stub.address())
                .predictionBatchAge(Duration.ofMillis(20))
                .build());
    Tally.begin(
        () -> started.predictionStats().sent(), () -> started.predictionStats().droppedTotal());
    server = stub;
    client = started;
  }

  @TearDown(Level.Trial)
  public void close() {
    Objects.requireNonNull(client).close();
    Objects.requireNonNull(server).close();
  }

  /** With the file's bytes, which are copied. */
  @Benchmark
  public void predictWithImage(Caller caller) {
    caller.count();
    Objects.requireNonNull(client).predict(found().image(Image.encoded(file)).build());
  }

  /** Without. */
  @Benchmark
  public void predict(Caller caller) {
    caller.count();
    Objects.requireNonNull(client).predict(found().build());
  }

  private static Prediction.Builder found() {
    return Prediction.builder("frame_000123")
        .cameraId(7)
        .model("yolov8m", "v1.2")
        .confidence(0.93)
        .defect("scratch")
        .detection(new Detection("scratch", 0.93, 412, 120.5, 520, 180))
        .detection(new Detection("dent", 0.61, 80, 95, 140, 160))
        .inferenceTime(Duration.ofNanos(45_200_000))
        .inputFeatures(Map.of("exposure_ms", 8));
  }
}
