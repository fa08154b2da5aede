package dev.visionlog.server.store.postgres;

import dev.visionlog.server.model.Prediction;
import dev.visionlog.server.store.PredictionSums;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** What the counts need to know of a row of {@code predictions}. */
record CountedPrediction(PredictionKey key, Instant time, PredictionSums sums, String imagePath) {
  /** The columns of {@code l} to {@link #read}. */
  static final String COUNTED =
      "l.time, l.edge_device_id, l.camera_id, l.model_name, l.model_version, l.model_stage, l.defect_detected,"
          + " l.defect_type, l.status, l.confidence, l.inference_time_ms, l.image_path, l.image_size_bytes";

  static CountedPrediction read(ResultSet row) throws SQLException {
    return read(row, 0);
  }

  /**
   * @param before so many columns stand before them
   */
  static CountedPrediction read(ResultSet row, int before) throws SQLException {
    Instant time = Rows.instant(row, before + 1);
    Long camera = Rows.optionalLong(row, before + 3);
    String path = Rows.emptyIfNull(row.getString(before + 12));
    PredictionKey key =
        new PredictionKey(
            Math.floorDiv(time.getEpochSecond(), 60L),
            row.getString(before + 2),
            camera == null ? CountKey.NO_CAMERA : camera,
            new Prediction.Model(
                row.getString(before + 4), row.getString(before + 5), row.getString(before + 6)),
            row.getBoolean(before + 7),
            row.getString(before + 8),
            row.getString(before + 9));
    PredictionSums sums =
        PredictionSums.of(
            Rows.optionalDouble(row, before + 10),
            Rows.optionalDouble(row, before + 11),
            !path.isEmpty(),
            row.getLong(before + 13));
    return new CountedPrediction(key, time, sums, path);
  }
}
