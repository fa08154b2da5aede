package dev.visionlog.server.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.visionlog.server.model.Detection;
import dev.visionlog.server.model.Level;
import dev.visionlog.server.model.Prediction;
import dev.visionlog.server.model.PredictionImage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionPredicateTest {

  private static final String PATH = "2026/01/01/defects/pred_20260101_000000_ab12.jpg";

  private static final Prediction FULL =
      new Prediction(
          7,
          "frame_12",
          Instant.parse("2026-01-01T00:00:00.000001Z"),
          Instant.parse("2026-01-01T00:00:01Z"),
          3L,
          "edge-1",
          new Prediction.Model("yolov8m", "v1.2", "Production"),
          new Prediction.Confidence(0.3, null, null, List.of()),
          true,
          "scratch",
          List.of(
              new Detection("person", 0.9, null),
              new Detection("", null, null),
              new Detection("dog", 0.3, null)),
          null,
          12.5,
          14.0,
          "Image blurred",
          "error",
          "CUDA out of memory",
          new Prediction.Request("r1", "b1", "", ""),
          null,
          null,
          "{\"shift\": 2}",
          PredictionImage.stored(PATH, 1_000, 640, 480),
          9);

  private static final Prediction EMPTY =
      new Prediction(
          8,
          "",
          Instant.EPOCH,
          Instant.EPOCH,
          null,
          "",
          new Prediction.Model("", "", ""),
          new Prediction.Confidence(null, null, null, List.of()),
          false,
          "",
          List.of(new Detection("", null, null)),
          null,
          null,
          null,
          "",
          Prediction.SUCCESS,
          "",
          new Prediction.Request("", "", "", ""),
          null,
          null,
          null,
          PredictionImage.NONE,
          0);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "defect_detected = true AND confidence < 0.6 AND model_version = v1.2 AND class:person",
        "id = 7 position = 9 camera_id = 3 camera_id:*",
        "image_id = frame_* device = edge-1 model_name:YOLO model_stage = Production",
        "confidence = 0.3 confidence <= 0.3 -confidence < 0.3 confidence:*",
        "inference_time_ms > 12.4 inference_time_ms != 12",
        "defect = TRUE defect:true defect != false -defect = false",
        "defect_type = scratch defect_type:SCR",
        "class = person class = dog class:PERS class = per* class:*",
        "-class = cat -class:cat -class = PERSON",
        "status = error error_message:memory notes:blurred",
        "request_id = r1 batch_id = b1",
        "image_path = '2026/*/defects/*' -image_missing_reason:*",
        "extra.shift = 2",
        "DOG",
        "frame_12 scratch blurred \"out of memory\"",
        "-yolov8 -edge -production"
      })
  void predicate_selects(String text) {
    assertThat(selects(text, FULL)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image_id:*",
        "image_id != a",
        "image_id = ''",
        "image_id = *",
        "image_id < z",
        "device:''",
        "model_name != yolo",
        "camera_id != 3",
        "confidence < 1",
        "confidence != 1",
        "confidence:*",
        "processing_time_ms >= 0",
        "defect_type != scratch",
        "class:*",
        "class = *",
        "class:''",
        "class = ''",
        "error_message != a",
        "image_path:*",
        "image_path != a",
        "extra.a:*"
      })
  void predicate_takesMissingValuesForFalse(String text) {
    assertThat(selects(text, EMPTY)).isFalse();
    assertThat(selects("NOT " + text, EMPTY)).isTrue();
  }

  @Test
  void predicate_refusesFieldsOfOtherKinds() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> FilterPredicate.compile(FilterTerms.level(Level.INFO), EntryFields.PREDICTIONS))
        .withMessage("nothing reads level");
  }

  private static boolean selects(String text, Prediction prediction) {
    Filter filter = FilterParser.parse(text, FilterSchema.PREDICTIONS);
    return FilterPredicate.compile(filter, EntryFields.PREDICTIONS).test(prediction);
  }
}
