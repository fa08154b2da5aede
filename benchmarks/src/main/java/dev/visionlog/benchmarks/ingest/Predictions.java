package dev.visionlog.benchmarks.ingest;

import dev.visionlog.v1.Detection;
import dev.visionlog.v1.ImageData;
import dev.visionlog.v1.Prediction;
import dev.visionlog.v1.PredictionServiceGrpc;
import dev.visionlog.v1.WritePredictionsRequest;
import dev.visionlog.v1.WritePredictionsResponse;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Predictions such as a camera's worker makes, with two detections.
 *
 * @param images one for each, if there are to be any
 */
record Predictions(int batchSize, Optional<Images> images)
    implements Freight<WritePredictionsRequest> {

  @Override
  public WritePredictionsRequest batch(String writerId, long sequence) {
    WritePredictionsRequest.Builder batch =
        WritePredictionsRequest.newBuilder().setWriterId(writerId).setSequence(sequence);
    for (int i = 0; i < batchSize; i++) {
      batch.addPredictions(prediction(sequence * batchSize + i));
    }
    return batch.build();
  }

  private Prediction prediction(long number) {
    Prediction.Builder prediction =
        Prediction.newBuilder()
            .setImageId("camera-" + number % 16 + "/shift-7/frame-" + number)
            .setTime(Entries.now())
            .setCameraId(number % 16)
            .setEdgeDeviceId("press-" + number % 16)
            .setModelName("yolov8m")
            .setModelVersion("v1.2")
            .setModelStage("Production")
            .setConfidence(0.93)
            .addAllConfidenceScores(List.of(0.93, 0.71))
            .setDefectDetected(number % 20 == 0)
            .addDetections(detection("scratch", 0.93))
            .addDetections(detection("dent", 0.71))
            .setInferenceTimeMs(41.2)
            .setExtraJson("{\"frame\":" + number + "}");
    images.ifPresent(all -> prediction.setImage(ImageData.newBuilder().setData(all.next())));
    return prediction.build();
  }

  private static Detection detection(String name, double confidence) {
    return Detection.newBuilder()
        .setClassName(name)
        .setConfidence(confidence)
        .addAllBbox(List.of(100.0, 120.0, 180.5, 260.0))
        .build();
  }

  @Override
  public StreamObserver<WritePredictionsRequest> open(
      ManagedChannel channel, LongConsumer acked, Runnable ended) {
    return PredictionServiceGrpc.newStub(channel)
        .writePredictions(new Answers<>(WritePredictionsResponse::getAckedSequence, acked, ended));
  }
}
