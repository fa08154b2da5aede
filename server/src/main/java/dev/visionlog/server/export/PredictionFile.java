package dev.visionlog.server.export;

import dev.visionlog.server.model.Prediction;
import dev.visionlog.server.store.CategoryStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/** Files of predictions. Camera names are by id, and asked for each piece. */
public final class PredictionFile {
  private PredictionFile() {}

  public static ExportEncoder<Prediction> ndjson(Supplier<Map<Long, String>> cameraNames) {
    return new NdjsonEncoder<>(PredictionJson::write, cameraNames);
  }

  public static ExportEncoder<Prediction> csv(Supplier<Map<Long, String>> cameraNames) {
    return new CsvEncoder<>(new PredictionColumns(), cameraNames);
  }

  /** {@code {"predictions": [...], "count": n}}. */
  public static ExportEncoder<Prediction> json(Supplier<Map<Long, String>> cameraNames) {
    return new JsonDocumentEncoder<>("predictions", PredictionJson::write, cameraNames);
  }

  /**
   * A data set in COCO's format for object detection.
   *
   * @param categories gives classes their ids
   * @param spoolFolder takes a temporary file while the export runs
   * @param now when the export was made
   */
  public static ExportEncoder<Prediction> coco(
      CategoryStore categories, Path spoolFolder, Instant now) {
    return new CocoEncoder(categories, new AnnotationSpool(spoolFolder), now);
  }
}
