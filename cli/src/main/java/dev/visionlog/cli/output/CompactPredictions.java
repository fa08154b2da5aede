package dev.visionlog.cli.output;

import dev.visionlog.v1.Detection;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code time STATE model device camera: image, what was found}. Control characters are escaped,
 * further lines indented.
 */
public final class CompactPredictions implements Renderer<Prediction> {
  private static final String INDENT = "    ";
  private static final int DETECTIONS_SHOWN = 3;

  private final TimeText times;
  private final Colors colors;
  private final boolean extra;

  public CompactPredictions(TimeText times, Colors colors, boolean extra) {
    this.times = times;
    this.colors = colors;
    this.extra = extra;
  }

  @Override
  public String render(Prediction prediction) {
    StringBuilder line = new StringBuilder();
    line.append(colors.faint(times.compact(prediction.getTime()))).append(' ');
    line.append(state(prediction)).append(' ');
    line.append(origin(prediction)).append(": ");
    line.append(SafeText.oneLine(prediction.getImageId()));
    List<String> found = found(prediction);
    if (!found.isEmpty()) {
      line.append(' ').append(SafeText.oneLine(String.join(", ", found)));
    }
    if (!prediction.getErrorMessage().isEmpty()) {
      line.append(' ').append(SafeText.indented(prediction.getErrorMessage(), INDENT));
    }
    if (extra && !prediction.getExtraJson().isEmpty()) {
      line.append(' ').append(colors.faint(SafeText.oneLine(prediction.getExtraJson())));
    }
    return line.toString();
  }

  private String state(Prediction prediction) {
    if (PredictionText.isFailure(prediction)) {
      String status = SafeText.oneLine(prediction.getStatus()).toUpperCase(Locale.ROOT);
      return colors.level(LogLevel.ERROR, String.format("%-8s", status));
    }
    return prediction.getDefectDetected()
        ? colors.level(LogLevel.WARNING, "DEFECT  ")
        : colors.level(LogLevel.SUCCESS, "OK      ");
  }

  private static String origin(Prediction prediction) {
    List<String> origin = new ArrayList<>();
    add(origin, prediction.getModelName());
    add(origin, prediction.getModelVersion());
    add(origin, prediction.getEdgeDeviceId());
    if (prediction.hasCameraId()) {
      origin.add("#" + PredictionText.camera(prediction));
    }
    return SafeText.oneLine(origin.isEmpty() ? "-" : String.join(" ", origin));
  }

  private static List<String> found(Prediction prediction) {
    List<String> found = new ArrayList<>();
    add(found, prediction.getDefectType());
    if (prediction.hasConfidence()) {
      found.add(PredictionText.number(prediction.getConfidence()));
    }
    List<Detection> detections = prediction.getDetectionsList();
    detections.stream()
        .limit(DETECTIONS_SHOWN)
        .forEach(detection -> found.add(PredictionText.briefly(detection)));
    if (detections.size() > DETECTIONS_SHOWN) {
      found.add(detections.size() - DETECTIONS_SHOWN + " more");
    }
    if (prediction.hasInferenceTimeMs()) {
      found.add(PredictionText.number(prediction.getInferenceTimeMs()) + " ms");
    }
    return found;
  }

  private static void add(List<String> parts, String part) {
    if (!part.isEmpty()) {
      parts.add(part);
    }
  }
}
