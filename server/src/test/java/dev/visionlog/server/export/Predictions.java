package dev.visionlog.server.export;

import dev.visionlog.server.model.Detection;
import dev.visionlog.server.model.Prediction;
import dev.visionlog.server.model.PredictionImage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Predictions to export. */
final class Predictions {
  static final Instant TIME = Instant.parse("2026-01-31T12:00:00.123456Z");

  private Predictions() {}

  /** Every field is set, texts to this one. */
  static Prediction full(long id, String text, String json) {
    return new Prediction(
        id,
        text,
        TIME,
        TIME.plusSeconds(1),
        7L,
        text,
        new Prediction.Model(text, text, text),
        new Prediction.Confidence(0.9, 0.8, 1.0, List.of(0.5, 1e-7)),
        true,
        text,
        List.of(detection(text, 1, 2, 11.5, 22)),
        "[" + json + "]",
        12.5,
        0.0,
        text,
        Prediction.SUCCESS,
        text,
        new Prediction.Request(text, text, text, text),
        json,
        "[1," + json + "]",
        json,
        PredictionImage.stored("2026/01/31/defects/pred_1.jpg", 12_345, 640, 480),
        0);
  }

  /** With nothing but an id, a status, an image and detections. */
  static Prediction bare(
      long id, String status, PredictionImage image, List<Detection> detections) {
    return prediction(id, "", status, image, detections);
  }

  /** With a name for an image that is not stored. */
  static Prediction named(long id, String imageId, Detection... detections) {
    PredictionImage missing = PredictionImage.missing("deleted");
    return prediction(id, imageId, Prediction.SUCCESS, missing, List.of(detections));
  }

  private static Prediction prediction(
      long id, String imageId, String status, PredictionImage image, List<Detection> detections) {
    return new Prediction(
        id,
        imageId,
        TIME,
        TIME,
        null,
        "",
        new Prediction.Model("", "", ""),
        new Prediction.Confidence(null, null, null, List.of()),
        false,
        "",
        detections,
        null,
        null,
        null,
        "",
        status,
        "",
        new Prediction.Request("", "", "", ""),
        null,
        null,
        null,
        image,
        0);
  }

  static Detection detection(String name, double x1, double y1, double x2, double y2) {
    return detection(name, 0.75, new Detection.Box(x1, y1, x2, y2));
  }

  static Detection detection(
      String name, @Nullable Double confidence, Detection.@Nullable Box box) {
    return new Detection(name, confidence, box);
  }
}
