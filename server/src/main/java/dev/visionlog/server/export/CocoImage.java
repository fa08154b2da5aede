package dev.visionlog.server.export;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.visionlog.server.model.Detection;
import dev.visionlog.server.model.Prediction;
import dev.visionlog.server.model.PredictionImage;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * An image of a COCO document: a prediction that has not failed.
 *
 * @param sizeKnown false if no image is stored: the size is then the smallest that has room for
 *     every box, since tools divide by it
 */
record CocoImage(
    long id, String fileName, int width, int height, boolean sizeKnown, Instant captured) {

  static CocoImage of(Prediction prediction) {
    PredictionImage image = prediction.image();
    boolean known = image.width() > 0 && image.height() > 0;
    List<Detection> detections = prediction.detections();
    return new CocoImage(
        prediction.id(),
        fileName(prediction),
        known ? image.width() : room(detections, Detection.Box::x2),
        known ? image.height() : room(detections, Detection.Box::y2),
        known,
        prediction.time());
  }

  /** The caller's own name may lead to the image where the device keeps it. */
  private static String fileName(Prediction prediction) {
    if (prediction.image().isStored()) {
      return prediction.image().path();
    }
    return prediction.imageId().isEmpty() ? "prediction_" + prediction.id() : prediction.imageId();
  }

  private static int room(List<Detection> detections, ToDoubleFunction<Detection.Box> side) {
    double most =
        detections.stream()
            .map(Detection::box)
            .filter(Objects::nonNull)
            .mapToDouble(side)
            .max()
            .orElse(1);
    return (int) Math.ceil(Math.max(1, most));
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", id);
    json.writeStringField("file_name", fileName);
    json.writeNumberField("width", width);
    json.writeNumberField("height", height);
    if (!sizeKnown) {
      json.writeBooleanField("size_known", false);
    }
    json.writeStringField("date_captured", captured.toString());
    json.writeEndObject();
  }
}
