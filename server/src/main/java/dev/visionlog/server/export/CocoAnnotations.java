package dev.visionlog.server.export;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.visionlog.server.model.Detection;
import dev.visionlog.server.model.Prediction;
import java.io.IOException;
import java.util.List;

/** The annotations of a COCO document: a detection with a box each. Not for several threads. */
final class CocoAnnotations {
  private final CategoryNumbers categories;
  private final CocoCounts counts;

  CocoAnnotations(CategoryNumbers categories, CocoCounts counts) {
    this.categories = categories;
    this.counts = counts;
  }

  /** The next elements of the array, with what stands before each of them. */
  byte[] of(List<Prediction> predictions) {
    categories.prepare(predictions);
    return JsonPiece.of(
        json -> {
          for (Prediction prediction : predictions) {
            for (Detection detection : prediction.detections()) {
              write(prediction, detection, json);
            }
          }
        });
  }

  private void write(Prediction prediction, Detection detection, JsonGenerator json)
      throws IOException {
    Detection.Box box = detection.box();
    if (box == null) {
      counts.withoutBox++;
      return;
    }
    json.writeRaw(counts.annotations++ == 0 ? "\n" : ",\n");
    json.writeStartObject();
    json.writeNumberField("id", counts.annotations);
    json.writeNumberField("image_id", prediction.id());
    json.writeNumberField("category_id", categories.of(detection));
    writeNumbers(json, "bbox", box.x1(), box.y1(), box.width(), box.height());
    json.writeNumberField("area", box.width() * box.height());
    json.writeNumberField("iscrowd", 0);
    writeOutline(json, box);
    JsonPiece.number(json, "score", detection.confidence());
    json.writeEndObject();
  }

  /** The box as a polygon: tools that need a mask fail on an empty one. */
  private static void writeOutline(JsonGenerator json, Detection.Box box) throws IOException {
    json.writeArrayFieldStart("segmentation");
    writeNumbers(
        json, box.x1(), box.y1(), box.x2(), box.y1(), box.x2(), box.y2(), box.x1(), box.y2());
    json.writeEndArray();
  }

  private static void writeNumbers(JsonGenerator json, String field, double... numbers)
      throws IOException {
    json.writeFieldName(field);
    writeNumbers(json, numbers);
  }

  private static void writeNumbers(JsonGenerator json, double... numbers) throws IOException {
    json.writeStartArray();
    for (double number : numbers) {
      json.writeNumber(number);
    }
    json.writeEndArray();
  }
}
