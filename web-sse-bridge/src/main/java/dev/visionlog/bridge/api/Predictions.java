package dev.visionlog.bridge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.visionlog.bridge.json.ProtoJson;
import dev.visionlog.v1.Prediction;
import java.io.IOException;
import java.util.List;

/** Predictions as they stand in answers. */
final class Predictions {
  private Predictions() {}

  /** A list of them as the field {@code predictions}. */
  static void write(List<Prediction> predictions, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("predictions");
    for (Prediction prediction : predictions) {
      write(prediction, json);
    }
    json.writeEndArray();
  }

  /** One, with its time under the name {@code timestamp} as well. */
  static void write(Prediction prediction, JsonGenerator json) throws IOException {
    json.writeStartObject();
    ProtoJson.writeFields(prediction, json);
    Entries.time("timestamp", prediction.getTime(), json);
    json.writeEndObject();
  }
}
