package dev.visionlog.server.filter;

import dev.visionlog.server.model.Prediction;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Predictions. Those without an image have NULL in place of its path. */
class PredictionFilterEquivalenceIT extends FilterEquivalenceContract<Prediction> {

  PredictionFilterEquivalenceIT() {
    super(
        EntryFields.PREDICTIONS,
        FilterColumns.predictions("COALESCE(l.commit_position, 0)"),
        FilterColumns.predictionCounters());
  }

  @Override
  LongFunction<Prediction> entries(Random random) {
    return new RandomPredictions(random)::next;
  }

  @Override
  void createTables(Statement statement) throws SQLException {
    statement.execute(
        """
        CREATE TABLE l AS
        SELECT id, image_id, time, received_time, camera_id, edge_device_id, model_name,
            model_version, model_stage, confidence, defect_detected, defect_type, classes,
            inference_time_ms, processing_time_ms, status, error_message, processing_notes,
            request_id, batch_id, image_path, image_missing_reason, extra_data,
            0::bigint AS commit_position
          FROM predictions
        """);
    statement.execute(
        """
        CREATE TABLE c AS
        SELECT 0::bigint AS id, camera_id, edge_device_id, model_name, model_version, model_stage,
            defect_detected, defect_type, status
          FROM prediction_counts
        """);
  }

  @Override
  String insert() {
    return """
    INSERT INTO l VALUES
      (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULLIF(?, ''), ?,
       CAST(? AS jsonb), NULLIF(?, 0))
    """;
  }

  @Override
  List<@Nullable Object> row(Prediction prediction) {
    return Arrays.asList(
        prediction.id(),
        prediction.imageId(),
        utc(prediction.time()),
        utc(prediction.receivedTime()),
        prediction.cameraId(),
        prediction.edgeDeviceId(),
        prediction.model().name(),
        prediction.model().version(),
        prediction.model().stage(),
        prediction.confidence().value(),
        prediction.defectDetected(),
        prediction.defectType(),
        prediction.classes().toArray(String[]::new),
        prediction.inferenceTimeMs(),
        prediction.processingTimeMs(),
        prediction.status(),
        prediction.errorMessage(),
        prediction.processingNotes(),
        prediction.request().id(),
        prediction.request().batchId(),
        prediction.image().path(),
        prediction.image().missingReason(),
        prediction.extraJson(),
        prediction.position());
  }

  @Override
  String insertCounters() {
    return """
    INSERT INTO c
    SELECT id, COALESCE(camera_id, -1), edge_device_id, model_name, model_version, model_stage,
        defect_detected, defect_type, status
      FROM l
    """;
  }
}
