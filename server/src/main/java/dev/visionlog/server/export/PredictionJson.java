package dev.visionlog.server.export;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.visionlog.server.model.Detection;
import dev.visionlog.server.model.Prediction;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Predictions as JSON, with the names of the contract; empty fields are left out, and what is JSON
 * stays so with all its digits.
 */
final class PredictionJson {
  private PredictionJson() {}

  static void write(Prediction prediction, Map<Long, String> names, JsonGenerator json)
      throws IOException {
    writeOrigin(prediction, names, json);
    writeResult(prediction, json);
    writeRequest(prediction, json);
    writeImage(prediction, json);
  }

  private static void writeOrigin(
      Prediction prediction, Map<Long, String> names, JsonGenerator json) throws IOException {
    json.writeNumberField("id", prediction.id());
    JsonPiece.text(json, "image_id", prediction.imageId());
    json.writeStringField("time", prediction.time().toString());
    json.writeStringField("received_time", prediction.receivedTime().toString());
    Long camera = prediction.cameraId();
    if (camera != null) {
      json.writeNumberField("camera_id", camera);
      JsonPiece.text(json, "camera_name", names.getOrDefault(camera, ""));
    }
    JsonPiece.text(json, "edge_device_id", prediction.edgeDeviceId());
    JsonPiece.text(json, "model_name", prediction.model().name());
    JsonPiece.text(json, "model_version", prediction.model().version());
    JsonPiece.text(json, "model_stage", prediction.model().stage());
  }

  private static void writeResult(Prediction prediction, JsonGenerator json) throws IOException {
    Prediction.Confidence confidence = prediction.confidence();
    JsonPiece.number(json, "confidence", confidence.value());
    JsonPiece.number(json, "confidence_lower", confidence.lower());
    JsonPiece.number(json, "confidence_upper", confidence.upper());
    if (!confidence.scores().isEmpty()) {
      json.writeFieldName("confidence_scores");
      writeScores(confidence.scores(), json);
    }
    json.writeBooleanField("defect_detected", prediction.defectDetected());
    JsonPiece.text(json, "defect_type", prediction.defectType());
    if (!prediction.detections().isEmpty()) {
      json.writeFieldName("detections");
      writeDetections(prediction.detections(), json);
    }
    JsonPiece.json(json, "bounding_boxes", prediction.boundingBoxesJson());
    JsonPiece.number(json, "inference_time_ms", prediction.inferenceTimeMs());
    JsonPiece.number(json, "processing_time_ms", prediction.processingTimeMs());
    JsonPiece.text(json, "processing_notes", prediction.processingNotes());
    json.writeStringField("status", prediction.status());
    JsonPiece.text(json, "error_message", prediction.errorMessage());
  }

  private static void writeRequest(Prediction prediction, JsonGenerator json) throws IOException {
    Prediction.Request request = prediction.request();
    JsonPiece.text(json, "request_id", request.id());
    JsonPiece.text(json, "batch_id", request.batchId());
    JsonPiece.text(json, "user_agent", request.userAgent());
    JsonPiece.text(json, "ip_address", request.ipAddress());
    JsonPiece.json(json, "input_features", prediction.inputFeaturesJson());
    JsonPiece.json(json, "prediction", prediction.outputJson());
    JsonPiece.json(json, "extra_data", prediction.extraJson());
  }

  private static void writeImage(Prediction prediction, JsonGenerator json) throws IOException {
    if (prediction.image().isStored()) {
      json.writeStringField("image_path", prediction.image().path());
      json.writeNumberField("image_size_bytes", prediction.image().sizeBytes());
      json.writeNumberField("image_width", prediction.image().width());
      json.writeNumberField("image_height", prediction.image().height());
    }
    JsonPiece.text(json, "image_missing_reason", prediction.image().missingReason());
  }

  static void writeScores(List<Double> scores, JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (double score : scores) {
      json.writeNumber(score);
    }
    json.writeEndArray();
  }

  /** With the names that detections have in JSON: class, confidence, bbox. */
  static void writeDetections(List<Detection> detections, JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (Detection detection : detections) {
      json.writeStartObject();
      json.writeStringField("class", detection.className());
      JsonPiece.number(json, "confidence", detection.confidence());
      Detection.Box box = detection.box();
      if (box != null) {
        json.writeArrayFieldStart("bbox");
        json.writeNumber(box.x1());
        json.writeNumber(box.y1());
        json.writeNumber(box.x2());
        json.writeNumber(box.y2());
        json.writeEndArray();
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
