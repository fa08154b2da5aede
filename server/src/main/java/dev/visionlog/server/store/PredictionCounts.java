package dev.visionlog.server.store;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.model.Prediction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts of predictions, always exact, at the same cost for any number of predictions. */
public interface PredictionCounts {

  /**
   * @param filter of counted fields alone
   * @param start on a whole minute; empty: from the beginning
   * @param end on a whole minute; empty: no end
   */
  Stats stats(Filter filter, Optional<Instant> start, Optional<Instant> end);

  /**
   * Counts spans of equal length.
   *
   * @param width whole minutes
   */
  List<SpanCounts> histogram(
      Filter filter, Instant start, Duration width, int buckets, GroupBy groupBy);

  /**
   * @param counts by everything that is counted
   */
  record Stats(List<Counts> counts, Optional<Instant> first, Optional<Instant> last) {}

  /** Predictions that are alike in everything that is counted. */
  record Counts(
      String edgeDeviceId,
      @Nullable Long cameraId,
      Prediction.Model model,
      boolean defectDetected,
      String defectType,
      String status,
      PredictionSums sums) {}

  /**
   * Predictions of a span.
   *
   * @param bucket the span's number, from 0
   * @param group the value of the property that was asked for
   */
  record SpanCounts(
      int bucket, String group, boolean defectDetected, boolean success, PredictionSums sums) {}

  /** By what spans are counted. */
  enum GroupBy {
    MODEL_VERSION,
    MODEL_NAME,
    MODEL_STAGE,
    DEFECT_TYPE,
    EDGE_DEVICE_ID,
    CAMERA_ID,
    STATUS
  }
}
