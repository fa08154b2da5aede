package dev.visionlog.server.store.postgres;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.visionlog.server.model.Prediction;
import dev.visionlog.server.model.PredictionImage;
import dev.visionlog.server.store.PredictionSums;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a transaction adds to the counts of predictions, as JSON. Not for several threads. */
final class PredictionCommitCounts implements CommitCounts {
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<PredictionKey, PredictionSums> sums = new LinkedHashMap<>();

  static PredictionCommitCounts of(Iterable<Prediction> predictions) {
    PredictionCommitCounts counts = new PredictionCommitCounts();
    for (Prediction prediction : predictions) {
      PredictionImage image = prediction.image();
      counts.add(
          PredictionKey.of(prediction),
          PredictionSums.of(
              prediction.confidence().value(),
              prediction.inferenceTimeMs(),
              image.isStored(),
              image.sizeBytes()));
    }
    return counts;
  }

  void add(PredictionKey key, PredictionSums some) {
    sums.merge(key, some, PredictionSums::plus);
  }

  @Override
  public void bind(PreparedStatement statement, int from) throws SQLException {
    statement.setString(from, json());
  }

  private String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      for (Map.Entry<PredictionKey, PredictionSums> entry : sums.entrySet()) {
        json.writeStartObject();
        write(json, entry.getKey());
        write(json, entry.getValue());
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, PredictionKey key) throws IOException {
    json.writeStringField("bucket", Instant.ofEpochSecond(key.minute() * 60).toString());
    json.writeStringField("edge_device_id", key.edgeDeviceId());
    json.writeNumberField("camera_id", key.cameraId());
    json.writeStringField("model_name", key.model().name());
    json.writeStringField("model_version", key.model().version());
    json.writeStringField("model_stage", key.model().stage());
    json.writeBooleanField("defect_detected", key.defectDetected());
    json.writeStringField("defect_type", key.defectType());
    json.writeStringField("status", key.status());
  }

  private static void write(JsonGenerator json, PredictionSums some) throws IOException {
    json.writeNumberField("count", some.count());
    json.writeNumberField("confidence_count", some.confidenceCount());
    json.writeNumberField("confidence_nanos", some.confidenceNanos());
    json.writeNumberField("inference_count", some.inferenceCount());
    json.writeNumberField("inference_micros", some.inferenceMicros());
    json.writeNumberField("image_count", some.imageCount());
    json.writeNumberField("image_bytes", some.imageBytes());
  }
}
