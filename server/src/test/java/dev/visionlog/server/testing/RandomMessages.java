package dev.visionlog.server.testing;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import dev.visionlog.testing.basics.Chance;
import java.util.List;
import java.util.Map;

/**
 * Makes messages of any type by chance. What a field is called decides what is put into it: mostly
 * something that may stand there, so that calls come past the first check.
 */
public final class RandomMessages {
  private static final int DEPTH = 7;

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "camera_1",
          "system",
          "*",
          "%",
          "\0",
          "\u2028",
          "😀",
          "'",
          "\"",
          "\\",
          "1",
          "-1",
          "9223372036854775807",
          "x".repeat(3_000));

  private static final List<String> FILTERS =
      List.of(
          "",
          "a",
          "level >= INFO",
          "camera_id = 1",
          "extra.a > 1",
          "NOT a OR b",
          "id > 0",
          "time > 2026-01-01",
          "position > 0",
          "class = person",
          "defect_detected = true",
          "confidence < 0.5",
          "((",
          "level = FATAL",
          "a ".repeat(300),
          "extra.a = 1e400");

  private static final List<String> JSON =
      List.of(
          "",
          "{}",
          "{\"a\":1}",
          "[]",
          "{\"a\":",
          "{\"a\":\"\\u0000\\ud800\"}",
          "{\"a\":1e400}",
          "{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}",
          "{\"a\":1,\"a\":{\"b\":null}}");

  private static final List<String> TOKENS =
      List.of("", "0", "1", "999999999", "999999999999999999", "x", "AAAA", "%%%");

  private static final List<String> PATHS =
      List.of(
          "*",
          "name",
          "description",
          "threshold",
          "retention",
          "retention.days",
          "time_zone",
          "source_thresholds",
          "retention.levels",
          "",
          "a.b",
          "retention.days.a");

  private static final Map<String, List<String>> WORDS =
      Map.ofEntries(
          Map.entry("filter", FILTERS),
          Map.entry("page_token", TOKENS),
          Map.entry("order_by", List.of("", "time", "time asc", "time  desc", "id")),
          Map.entry("paths", PATHS),
          Map.entry("group_by", List.of("", "camera_id", "status", "model_name", "a")),
          Map.entry("time_zone", List.of("", "UTC", "Europe/Berlin", "Mars/Base", "+05:45")),
          Map.entry("extra_json", JSON),
          Map.entry("labels_json", JSON),
          Map.entry("prediction_json", JSON),
          Map.entry("input_features_json", JSON),
          Map.entry("metric_name", List.of("a", "mAP50", "")),
          Map.entry("model_name", List.of("a", "yolo", "")),
          Map.entry("etag", List.of("", "1", "x")),
          Map.entry(
              "writer_id", List.of("6f1c2c66-51d5-4c11-8f58-3d52ba4b2c01", "6F1C2C66", "", "-")),
          Map.entry("request_id", List.of("", "", "6f1c2c66-51d5-4c11-8f58-3d52ba4b2c02", "x")));

  private static final List<Long> WHOLE =
      List.of(
          0L,
          1L,
          2L,
          3L,
          10L,
          -1L,
          100L,
          1_000L,
          36_500L,
          (long) Integer.MAX_VALUE,
          (long) Integer.MIN_VALUE,
          253_402_300_799L,
          -62_135_596_800L,
          253_402_300_800L,
          Long.MAX_VALUE,
          Long.MIN_VALUE);

  private static final List<Double> DECIMALS =
      List.of(
          0.0,
          -0.0,
          0.5,
          1.0,
          1.5,
          -1.0,
          100.0,
          1e15,
          1e301,
          Double.MAX_VALUE,
          Double.MIN_VALUE,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY);

  private static final List<byte[]> IMAGES =
      List.of(
          TestImages.jpeg(8, 6),
          TestImages.encoded("png", 8, 6),
          TestImages.encoded("bmp", 8, 6),
          TestImages.encoded("tiff", 8, 6),
          TestImages.resource("lossy.webp"));

  private final Chance chance;

  public RandomMessages(Chance chance) {
    this.chance = chance;
  }

  /** A message of this type, which any parser takes. */
  public DynamicMessage next(Descriptor type) {
    return next(type, DEPTH);
  }

  private DynamicMessage next(Descriptor type, int depth) {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    for (FieldDescriptor field : type.getFields()) {
      if (chance.onceIn(2)) {
        set(message, field, depth);
      }
    }
    return message.build();
  }

  private void set(DynamicMessage.Builder message, FieldDescriptor field, int depth) {
    if (depth == 0 && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      return;
    }
    if (!field.isRepeated()) {
      message.setField(field, value(field, depth));
      return;
    }
    for (int count = chance.below(4); count > 0; count--) {
      message.addRepeatedField(field, value(field, depth));
    }
  }

  private Object value(FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case INT -> (int) whole();
      case LONG -> whole();
      case FLOAT -> chance.oneOf(DECIMALS).floatValue();
      case DOUBLE -> chance.oneOf(DECIMALS);
      case BOOLEAN -> chance.onceIn(2);
      case STRING -> text(field.getName());
      case BYTE_STRING -> ByteString.copyFrom(image());
      case ENUM ->
          field.getEnumType().findValueByNumberCreatingIfUnknown(chance.below(8) * chance.below(9));
      case MESSAGE -> next(field.getMessageType(), depth - 1);
    };
  }

  private long whole() {
    return chance.onceIn(2) ? chance.below(50) : chance.oneOf(WHOLE);
  }

  private String text(String field) {
    List<String> words = WORDS.getOrDefault(field, TEXTS);
    return chance.oneOf(chance.onceIn(8) ? TEXTS : words);
  }

  private byte[] image() {
    byte[] image = chance.oneOf(IMAGES);
    return chance.onceIn(2) ? image : chance.damaged(image);
  }
}
