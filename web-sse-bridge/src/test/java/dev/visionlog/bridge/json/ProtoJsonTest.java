package dev.visionlog.bridge.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ListValue;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import dev.visionlog.v1.DatabaseStatus;
import dev.visionlog.v1.Detection;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.Prediction;
import dev.visionlog.v1.Retention;
import dev.visionlog.v1.Settings;
import org.junit.jupiter.api.Test;

class ProtoJsonTest {
  @Test
  void entry_isWrittenDigitForDigit() {
    LogEntry entry =
        LogEntry.newBuilder()
            .setId(Long.MAX_VALUE)
            .setLevel(LogLevel.SUCCESS)
            .setMessage("a\n\"b\" 📷")
            .setTime(Timestamp.newBuilder().setSeconds(1_769_848_200).setNanos(1_000))
            .setCameraId(0)
            .setExtraJson("{\"n\": 9007199254740993, \"d\": 1.50}")
            .build();

    assertThat(ProtoJson.text(entry))
        .isEqualTo(
            "{\"id\":9223372036854775807,\"level\":\"SUCCESS\",\"message\":\"a\\n\\\"b\\\" 📷\","
                + "\"time\":\"2026-01-31T08:30:00.000001Z\",\"camera_id\":0,"
                + "\"extra_data\":{\"n\": 9007199254740993, \"d\": 1.50},\"position\":0}");
  }

  @Test
  void entry_alwaysHasItsMessage() {
    assertThat(ProtoJson.text(LogEntry.getDefaultInstance()))
        .isEqualTo("{\"id\":0,\"message\":\"\",\"position\":0}");
  }

  @Test
  void numbersBooleansAndLists_areAlwaysThere() {
    assertThat(ProtoJson.text(DatabaseStatus.getDefaultInstance()))
        .contains("\"available\":false", "\"size_bytes\":0")
        .doesNotContain("\"version\"");
    assertThat(ProtoJson.text(Settings.newBuilder().setRetention(Retention.newBuilder()).build()))
        .isEqualTo(
            "{\"source_thresholds\":[],\"temporary_thresholds\":[],"
                + "\"retention\":{\"days\":0,\"levels\":[],\"sources\":[],\"image_max_bytes\":0}}");
  }

  @Test
  void prediction_hasItsNamesAndItsDigits() {
    Prediction prediction =
        Prediction.newBuilder()
            .setConfidence(0.1)
            .addDetections(Detection.newBuilder().setClassName("a").addBbox(1).addBbox(0.5))
            .setBoundingBoxes(
                ListValue.newBuilder()
                    .addValues(Value.newBuilder().setNumberValue(9_007_199_254_740_992.0))
                    .addValues(Value.newBuilder().setNumberValue(1e300))
                    .addValues(Value.newBuilder().setNullValueValue(0)))
            .setPredictionJson("9007199254740993")
            .setInputFeaturesJson("[1.50]")
            .build();

    assertThat(ProtoJson.text(prediction))
        .contains("\"confidence\":0.1,", "\"class\":\"a\",\"bbox\":[1,0.5]")
        .contains("\"bounding_boxes\":[9007199254740992,1.0E300,null]")
        .contains("\"prediction\":9007199254740993", "\"input_features\":[1.50]")
        .doesNotContain("_json", "class_name");
  }
}
