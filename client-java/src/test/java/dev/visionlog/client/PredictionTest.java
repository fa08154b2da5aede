package dev.visionlog.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PredictionTest {

  private static void assertRefused(Consumer<Prediction.Builder> choice, String message) {
    Prediction.Builder builder = Prediction.builder("frame");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> {
              choice.accept(builder);
              builder.build();
            })
        .withMessageStartingWith(message);
  }

  @Test
  void build_namesTheFieldWhatWasGivenAndWhatIsAllowed() {
    assertRefused(p -> p.cameraId(-1), "Invalid cameraId -1. Must be 0 or greater");
    assertRefused(p -> p.confidence(1.01), "Invalid confidence 1.01. Must be from 0 to 1");
    assertRefused(p -> p.confidence(Double.NaN), "Invalid confidence NaN. Must be from 0 to 1");
    assertRefused(
        p -> p.confidenceInterval(0.9, 0.1),
        "Invalid confidence interval 0.9 to 0.1. Must not end before it begins");
    assertRefused(p -> p.scores(List.of(0.5, -1.0)), "Invalid score -1.0. Must be from 0 to 1");
    assertRefused(
        p -> p.scores(Collections.nCopies(10_001, 0.5)),
        "Invalid scores list of 10001. Must have at most 10000");
    assertRefused(
        p -> p.inferenceTime(Duration.ofMillis(-1)),
        "Invalid inferenceTime PT-0.001S. Must be from 0 to a day");
    assertRefused(
        p -> p.edgeDeviceId("d".repeat(101)),
        "Invalid edgeDeviceId '" + "d".repeat(40) + "…' of 101 characters. Must have at most 100");
    assertRefused(
        p -> p.defect("scratch").defectDetected(false),
        "Invalid defectType 'scratch'. Must not be set when no defect was detected");
    assertRefused(p -> p.boundingBoxesJson("{}"), "Invalid boundingBoxes. Must be a JSON array");
    assertRefused(p -> p.outputJson("{\"a\":"), "Invalid output. Must be JSON: ");
    assertRefused(p -> p.inputFeaturesJson("1 2"), "Invalid inputFeatures. Must be JSON: ");
    assertRefused(
        p -> p.detection(new Detection("x", 0.5, 2, 0, 1, 1)),
        "Invalid box [2.0, 0.0, 1.0, 1.0]. Must be [x1, y1, x2, y2] with x1 <= x2 and y1 <= y2");
    assertRefused(
        p -> p.detection(new Detection("x", 2.0, 0, 0, 1, 1)),
        "Invalid confidence of a detection 2.0. Must be from 0 to 1");
  }

  @Test
  void prediction_isNotChangedByWhatItWasMadeOf() {
    List<Object> features = new ArrayList<>(List.of(1));
    List<Double> scores = new ArrayList<>(List.of(0.5));
    Prediction.Builder builder =
        Prediction.builder("frame").inputFeatures(features).extra("list", features).scores(scores);
    Prediction prediction = builder.build();
    features.add(2);
    scores.add(0.6);
    builder.extra("more", 1).detection(new Detection("x", null, 0, 0, 1, 1));
    assertThat(prediction.inputFeatures()).isEqualTo("[1]");
    assertThat(prediction.extra()).hasToString("{list=[1]}");
    assertThat(prediction.confidence().scores()).containsExactly(0.5);
    assertThat(prediction.detections()).isEmpty();
  }

  @Test
  void defect_hasItsType() {
    Prediction prediction = Prediction.builder("frame").defect("scratch").build();
    assertThat(prediction.defectDetected()).isTrue();
    assertThat(prediction.defectType()).isEqualTo("scratch");
  }
}
