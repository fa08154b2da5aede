package dev.visionlog.camera.worker;

import dev.visionlog.client.ClientStats;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The worker's statistics of one moment, for people and as values.
 *
 * @param framesPerSecond since the line before
 * @param predictions what became of them
 */
record StatisticsLine(Counters.Counts counts, double framesPerSecond, ClientStats predictions) {

  /** One line. What is zero and would be bad otherwise is left out. */
  String text() {
    StringBuilder text = new StringBuilder();
    add(text, "%,d frames, %.1f/s", counts.frames(), framesPerSecond);
    add(text, ", %,d detections, %,d defects", counts.detections(), counts.defects());
    add(
        text,
        ", inference %.1f ms (p95 %.1f)",
        counts.inferenceMillis(),
        counts.inferenceP95Millis());
    add(
        text,
        " | predictions: %,d stored, %,d waiting",
        predictions.sent(),
        predictions.buffered());
    addIfAny(text, "in the spool", predictions.bufferedInSpool());
    addIfAny(text, "rejected", predictions.rejected());
    addIfAny(text, "dropped", predictions.droppedTotal());
    addIfAny(text, "without image", predictions.withoutImage());
    addIfAny(text, "frames missed", counts.missed());
    addIfAny(text, "stored before", counts.known());
    addIfAny(text, "detector failures", counts.failures());
    return predictions.connected() ? text.toString() : text + " | no connection";
  }

  private static void add(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }

  private static void addIfAny(StringBuilder text, String what, long count) {
    if (count > 0) {
      add(text, ", %,d %s", count, what);
    }
  }

  /** For the server's log. */
  Map<String, @Nullable Object> values() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("frames", counts.frames());
    values.put("fps", framesPerSecond);
    values.put("frames_left_out", counts.leftOut());
    values.put("frames_missed", counts.missed());
    values.put("detections", counts.detections());
    values.put("defects", counts.defects());
    values.put("detector_failures", counts.failures());
    values.put("inference_ms", counts.inferenceMillis());
    values.put("inference_p95_ms", counts.inferenceP95Millis());
    values.put("predictions_stored", predictions.sent());
    values.put("predictions_waiting", predictions.buffered());
    values.put("predictions_rejected", predictions.rejected());
    values.put("predictions_dropped", predictions.droppedTotal());
    return values;
  }
}
