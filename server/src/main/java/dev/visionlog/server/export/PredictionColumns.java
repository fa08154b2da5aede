package dev.visionlog.server.export;

import dev.visionlog.server.model.Prediction;
import dev.visionlog.server.model.PredictionImage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Predictions as lines of CSV; what is JSON or a list is JSON text. */
final class PredictionColumns implements CsvColumns<Prediction> {
  private static final List<String> HEADER =
      List.of(
          "id",
          "image_id",
          "time",
          "received_time",
          "camera_id",
          "camera_name",
          "edge_device_id",
          "model_name",
          "model_version",
          "model_stage",
          "confidence",
          "confidence_lower",
          "confidence_upper",
          "confidence_scores",
          "defect_detected",
          "defect_type",
          "detections",
          "bounding_boxes",
          "inference_time_ms",
          "processing_time_ms",
          "processing_notes",
          "status",
          "error_message",
          "request_id",
          "batch_id",
          "user_agent",
          "ip_address",
          "input_features",
          "prediction",
          "extra_data",
          "image_path",
          "image_size_bytes",
          "image_width",
          "image_height",
          "image_missing_reason");

  @Override
  public List<String> header() {
    return HEADER;
  }

  @Override
  public void write(Prediction prediction, Map<Long, String> names, CsvLine line) {
    addOrigin(prediction, names, line);
    addResult(prediction, line);
    addRequest(prediction, line);
    addImage(prediction.image(), line);
  }

  private static void addOrigin(Prediction prediction, Map<Long, String> names, CsvLine line) {
    Long camera = prediction.cameraId();
    line.add(prediction.id())
        .add(prediction.imageId())
        .add(prediction.time())
        .add(prediction.receivedTime())
        .add(camera)
        .add(camera == null ? null : names.get(camera))
        .add(prediction.edgeDeviceId())
        .add(prediction.model().name())
        .add(prediction.model().version())
        .add(prediction.model().stage());
  }

  private static void addResult(Prediction prediction, CsvLine line) {
    Prediction.Confidence confidence = prediction.confidence();
    line.add(confidence.value())
        .add(confidence.lower())
        .add(confidence.upper())
        .add(
            list(
                confidence.scores(), json -> PredictionJson.writeScores(confidence.scores(), json)))
        .add(prediction.defectDetected())
        .add(prediction.defectType())
        .add(
            list(
                prediction.detections(),
                json -> PredictionJson.writeDetections(prediction.detections(), json)))
        .add(prediction.boundingBoxesJson())
        .add(prediction.inferenceTimeMs())
        .add(prediction.processingTimeMs())
        .add(prediction.processingNotes())
        .add(prediction.status())
        .add(prediction.errorMessage());
  }

  private static void addRequest(Prediction prediction, CsvLine line) {
    line.add(prediction.request().id())
        .add(prediction.request().batchId())
        .add(prediction.request().userAgent())
        .add(prediction.request().ipAddress())
        .add(prediction.inputFeaturesJson())
        .add(prediction.outputJson())
        .add(prediction.extraJson());
  }

  private static void addImage(PredictionImage image, CsvLine line) {
    line.add(image.path())
        .add(image.isStored() ? image.sizeBytes() : null)
        .add(image.isStored() ? image.width() : null)
        .add(image.isStored() ? image.height() : null)
        .add(image.missingReason());
  }

  private static @Nullable String list(List<?> values, JsonPiece.Content content) {
    return values.isEmpty() ? null : new String(JsonPiece.of(content), StandardCharsets.UTF_8);
  }
}
