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
        CREATE TABLE l (
          id bigint PRIMARY KEY,
          image_id text COLLATE "C" NOT NULL,
          time timestamptz NOT NULL,
          received_time timestamptz NOT NULL,
          camera_id bigint,
          edge_device_id text COLLATE "C" NOT NULL,
          model_name text COLLATE "C" NOT NULL,
          model_version text COLLATE "C" NOT NULL,
          model_stage text COLLATE "C" NOT NULL,
          confidence double precision,
          defect_detected boolean NOT NULL,
          defect_type text COLLATE "C" NOT NULL,
          classes text[] COLLATE "C" NOT NULL,
          inference_time_ms double precision,
          processing_time_ms double precision,
          status text COLLATE "C" NOT NULL,
          error_message text COLLATE "C" NOT NULL,
          processing_notes text COLLATE "C" NOT NULL,
          request_id text COLLATE "C" NOT NULL,
          batch_id text COLLATE "C" NOT NULL,
          image_path text COLLATE "C",
          image_missing_reason text COLLATE "C" NOT NULL,
          extra_data jsonb,
          commit_position bigint)
        """);
    statement.execute(
        """
        CREATE TABLE c (
          id bigint PRIMARY KEY,
          camera_id bigint NOT NULL,
          edge_device_id text COLLATE "C" NOT NULL,
          model_name text COLLATE "C" NOT NULL,
          model_version text COLLATE "C" NOT NULL,
          model_stage text COLLATE "C" NOT NULL,
          defect_detected boolean NOT NULL,
          defect_type text COLLATE "C" NOT NULL,
          status text COLLATE "C" NOT NULL)
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
