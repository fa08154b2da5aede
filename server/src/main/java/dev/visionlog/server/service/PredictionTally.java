package dev.visionlog.server.service;

import dev.visionlog.server.store.PredictionSums;
import dev.visionlog.v1.PredictionCounts;
import dev.visionlog.v1.PredictionGroup;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Adds up counts of predictions. Not for several threads. */
final class PredictionTally {
  private static final double NANOS = 1e9;
  private static final double MICROS_PER_MILLI = 1e3;

  private PredictionSums all = PredictionSums.NOTHING;
  private PredictionSums defects = PredictionSums.NOTHING;
  private long successes;

  void add(boolean defect, boolean success, PredictionSums sums) {
    all = all.plus(sums);
    defects = defect ? defects.plus(sums) : defects;
    successes += success ? sums.count() : 0;
  }

  PredictionSums all() {
    return all;
  }

  PredictionSums defects() {
    return defects;
  }

  PredictionCounts counts() {
    long total = all.count();
    PredictionCounts.Builder counts =
        PredictionCounts.newBuilder()
            .setTotalCount(total)
            .setDefectCount(defects.count())
            .setNoDefectCount(total - defects.count())
            .setSuccessCount(successes)
            .setFailureCount(total - successes)
            .setImageCount(all.imageCount())
            .setImageBytes(all.imageBytes());
    if (total > 0) {
      counts
          .setDefectRate(100.0 * defects.count() / total)
          .setSuccessRate(100.0 * successes / total);
    }
    if (all.confidenceCount() > 0) {
      counts.setAverageConfidence(all.confidenceNanos() / NANOS / all.confidenceCount());
    }
    if (all.inferenceCount() > 0) {
      counts.setAverageInferenceTimeMs(
          all.inferenceMicros() / MICROS_PER_MILLI / all.inferenceCount());
    }
    return counts.build();
  }

  /** The most frequent first. */
  static List<PredictionGroup> groups(Map<String, PredictionTally> tallies) {
    return tallies.entrySet().stream()
        .map(
            tally ->
                PredictionGroup.newBuilder()
                    .setKey(tally.getKey())
                    .setCounts(tally.getValue().counts())
                    .build())
        .sorted(
            Comparator.comparingLong((PredictionGroup group) -> group.getCounts().getTotalCount())
                .reversed()
                .thenComparing(PredictionGroup::getKey))
        .toList();
  }
}
