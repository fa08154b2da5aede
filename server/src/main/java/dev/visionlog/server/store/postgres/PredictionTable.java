package dev.visionlog.server.store.postgres;

import dev.visionlog.server.filter.FilterColumns;
import dev.visionlog.server.filter.FilterSchema;
import dev.visionlog.server.model.Prediction;
import dev.visionlog.server.model.PredictionImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The table {@code predictions}. */
final class PredictionTable extends EntryTable<Prediction> {
  static final PredictionTable PREDICTIONS = new PredictionTable();

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "time",
          "received_time",
          "image_id",
          "camera_id",
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

  private final FilterColumns columns = FilterColumns.predictions(position());

  private PredictionTable() {
    super(TableNames.PREDICTIONS);
  }

  @Override
  FilterSchema schema() {
    return FilterSchema.PREDICTIONS;
  }

  @Override
  FilterColumns columns() {
    return columns;
  }

  @Override
  FilterColumns countColumns() {
    return FilterColumns.predictionCounters();
  }

  @Override
  String selected() {
    return COLUMNS.stream().map(column -> "l." + column).collect(Collectors.joining(", "));
  }

  @Override
  Prediction read(ResultSet row) throws SQLException {
    return new Prediction(
        row.getLong(1),
        row.getString(4),
        Rows.instant(row, 2),
        Rows.instant(row, 3),
        Rows.optionalLong(row, 5),
        row.getString(6),
        new Prediction.Model(row.getString(7), row.getString(8), row.getString(9)),
        new Prediction.Confidence(
            Rows.optionalDouble(row, 10),
            Rows.optionalDouble(row, 11),
            Rows.optionalDouble(row, 12),
            List.copyOf(Arrays.asList((Double[]) row.getArray(13).getArray()))),
        row.getBoolean(14),
        row.getString(15),
        detections(row.getString(16)),
        row.getString(17),
        Rows.optionalDouble(row, 18),
        Rows.optionalDouble(row, 19),
        row.getString(20),
        row.getString(21),
        row.getString(22),
        new Prediction.Request(
            row.getString(23), row.getString(24), row.getString(25), row.getString(26)),
        row.getString(27),
        row.getString(28),
        row.getString(29),
        new PredictionImage(
            Rows.emptyIfNull(row.getString(30)),
            row.getLong(31),
            row.getInt(32),
            row.getInt(33),
            row.getString(34)),
        row.getLong(35));
  }

  private static List<dev.visionlog.server.model.Detection> detections(String json) {
    try {
      return DetectionJson.read(json);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  String written() {
    return String.join(", ", COLUMNS) + ", classes";
  }

  @Override
  void write(CopyEncoder copy, long id, Prediction prediction) throws SQLException {
    copy.row(COLUMNS.size() + 1);
    copy.number(id);
    copy.time(prediction.time());
    copy.time(prediction.receivedTime());
    copy.text(prediction.imageId());
    copy.optionalNumber(prediction.cameraId());
    copy.text(prediction.edgeDeviceId());
    copy.text(prediction.model().name());
    copy.text(prediction.model().version());
    copy.text(prediction.model().stage());
    copy.optionalDecimal(prediction.confidence().value());
    copy.optionalDecimal(prediction.confidence().lower());
    copy.optionalDecimal(prediction.confidence().upper());
    copy.decimals(prediction.confidence().scores());
    copy.truth(prediction.defectDetected());
    copy.text(prediction.defectType());
    copy.json(DetectionJson.write(prediction.detections()));
    copy.json(prediction.boundingBoxesJson());
    copy.optionalDecimal(prediction.inferenceTimeMs());
    copy.optionalDecimal(prediction.processingTimeMs());
    copy.text(prediction.processingNotes());
    copy.text(prediction.status());
    copy.text(prediction.errorMessage());
    copy.text(prediction.request().id());
    copy.text(prediction.request().batchId());
    copy.text(prediction.request().userAgent());
    copy.text(prediction.request().ipAddress());
    copy.json(prediction.inputFeaturesJson());
    copy.json(prediction.outputJson());
    copy.json(prediction.extraJson());
    write(copy, prediction.image());
    copy.texts(prediction.classes());
  }

  private static void write(CopyEncoder copy, PredictionImage image) {
    copy.optionalText(image.path());
    copy.number(image.sizeBytes());
    copy.smallNumber(image.width());
    copy.smallNumber(image.height());
    copy.text(image.missingReason());
  }

  @Override
  CommitCounts count(List<Prediction> predictions) {
    return PredictionCommitCounts.of(predictions);
  }

  @Override
  List<String> counted() {
    return List.of(
        "bucket",
        "edge_device_id",
        "camera_id",
        "model_name",
        "model_version",
        "model_stage",
        "defect_detected",
        "defect_type",
        "status",
        "count",
        "confidence_count",
        "confidence_nanos",
        "inference_count",
        "inference_micros",
        "image_count",
        "image_bytes");
  }

  @Override
  String deletable() {
    return "count(*), count(l.image_path), coalesce(sum(l.image_size_bytes), 0)";
  }

  @Override
  String returned() {
    return CountedPrediction.COUNTED;
  }

  @Override
  String deleted() {
    return "SELECT * FROM gone";
  }

  @Override
  DeletedRows deletedRows() {
    return new DeletedPredictions();
  }
}
