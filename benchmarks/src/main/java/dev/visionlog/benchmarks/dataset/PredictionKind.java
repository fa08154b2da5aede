package dev.visionlog.benchmarks.dataset;

import dev.visionlog.benchmarks.ingest.Answers;
import dev.visionlog.v1.Detection;
import dev.visionlog.v1.Prediction;
import dev.visionlog.v1.PredictionServiceGrpc;
import dev.visionlog.v1.WritePredictionsRequest;
import dev.visionlog.v1.WritePredictionsResponse;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Predictions without images. A model's version is in use for a quarter of a year, and the next one
 * makes a tenth of the predictions. 4 % of them found a defect.
 */
public final class PredictionKind implements Kind<Prediction, WritePredictionsRequest> {
  private static final List<String> CLASSES =
      List.of("part", "label", "screw", "scratch", "dent", "stain", "crack", "hair");
  private static final List<String> DEFECTS = List.of("scratch", "dent", "stain", "crack", "hair");
  private static final Shares CLASS_SHARES = Shares.zipf(CLASSES.size());
  private static final Shares DEFECT_SHARES = Shares.zipf(DEFECTS.size());
  private static final double SHARE_OF_DEFECTS = 0.04;
  private static final double SHARE_OF_NEXT_VERSION = 0.1;
  private static final double SHARE_OF_FAILURES = 0.005;
  private static final int DEVICES = 12;

  private final Plant plant;
  private final long seed;

  public PredictionKind(Plant plant, long seed) {
    this.plant = plant;
    this.seed = ~seed;
  }

  @Override
  public Stream<Prediction> entries(Hour hour) {
    SplittableRandom random = hour.random(seed);
    Instant[] times = hour.times(random);
    return IntStream.range(0, hour.count())
        .mapToObj(i -> prediction(hour.first() + i, times[i], random));
  }

  private Prediction prediction(long number, Instant time, SplittableRandom random) {
    int camera = plant.nextCamera(random);
    boolean defect = random.nextDouble() < SHARE_OF_DEFECTS;
    boolean next = random.nextDouble() < SHARE_OF_NEXT_VERSION;
    boolean failed = random.nextDouble() < SHARE_OF_FAILURES;
    Prediction.Builder prediction =
        Prediction.newBuilder()
            .setImageId("camera-" + camera + "/frame-" + number)
            .setTime(Kind.timestamp(time))
            .setCameraId(camera)
            .setEdgeDeviceId("edge-" + camera % DEVICES)
            .setModelName("yolov8m")
            .setModelVersion("v1." + (quarter(time) + (next ? 1 : 0)))
            .setModelStage(next ? "Staging" : "Production")
            .setConfidence(random.nextInt(500, 1_000) / 1_000.0)
            .setDefectDetected(defect)
            .setDefectType(defect ? DEFECTS.get(DEFECT_SHARES.next(random)) : "")
            .setInferenceTimeMs(random.nextInt(200, 900) / 10.0)
            .setStatus(failed ? "error" : "success")
            .setExtraJson("{\"frame\":" + number + "}");
    int detections = random.nextInt(4);
    for (int i = 0; i < detections; i++) {
      prediction.addDetections(detection(random));
    }
    return prediction.build();
  }

  private static int quarter(Instant time) {
    return (time.atZone(ZoneOffset.UTC).getMonthValue() - 1) / 3;
  }

  private static Detection detection(SplittableRandom random) {
    double left = random.nextInt(1_000);
    double top = random.nextInt(800);
    return Detection.newBuilder()
        .setClassName(CLASSES.get(CLASS_SHARES.next(random)))
        .setConfidence(random.nextInt(500, 1_000) / 1_000.0)
        .addAllBbox(List.of(left, top, left + 80, top + 60))
        .build();
  }

  @Override
  public WritePredictionsRequest batch(
      String writerId, long sequence, List<Prediction> predictions) {
    return WritePredictionsRequest.newBuilder()
        .setWriterId(writerId)
        .setSequence(sequence)
        .addAllPredictions(predictions)
        .build();
  }

  @Override
  public StreamObserver<WritePredictionsRequest> open(
      ManagedChannel channel, LongConsumer acked, Runnable ended) {
    return PredictionServiceGrpc.newStub(channel)
        .writePredictions(new Answers<>(WritePredictionsResponse::getAckedSequence, acked, ended));
  }

  /** Classes that some detections have. */
  public static List<String> classes() {
    return CLASSES;
  }
}
