package dev.visionlog.cli.output;

import dev.visionlog.v1.Detection;
import dev.visionlog.v1.Prediction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.stream.Collectors;

/** Parts of predictions as people read them; not yet safe for a terminal. */
final class PredictionText {
  private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

  private PredictionText() {}

  static boolean isFailure(Prediction prediction) {
    return !prediction.getStatus().isEmpty() && !prediction.getStatus().equals("success");
  }

  /** The camera's id, and its name if it has one. */
  static String camera(Prediction prediction) {
    String name = prediction.getCameraName();
    return prediction.getCameraId() + (name.isEmpty() ? "" : " (" + name + ")");
  }

  /** {@code scratch 0.93}. */
  static String briefly(Detection detection) {
    String confidence = detection.hasConfidence() ? " " + number(detection.getConfidence()) : "";
    return detection.getClassName() + confidence;
  }

  /** {@code scratch 0.93 at [412, 120.5, 520, 180]}. */
  static String fully(Detection detection) {
    String box =
        detection.getBboxList().stream()
            .map(side -> BigDecimal.valueOf(side).stripTrailingZeros().toPlainString())
            .collect(Collectors.joining(", ", " at [", "]"));
    return briefly(detection) + (detection.getBboxCount() == 0 ? "" : box);
  }

  /** Four digits that count. */
  static String number(double value) {
    return new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros().toPlainString();
  }
}
