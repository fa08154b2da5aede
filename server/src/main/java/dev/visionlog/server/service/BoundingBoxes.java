package dev.visionlog.server.service;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.visionlog.server.model.Detection;
import dev.visionlog.server.text.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds detections in boxes that have a form of the caller's own. What it cannot read, it leaves
 * out.
 */
final class BoundingBoxes {
  private static final double FARTHEST = 1_000_000;
  private static final int MAX_CLASS = 100;

  private BoundingBoxes() {}

  /** A box of these corners, if they are one. */
  static Optional<Detection.Box> box(double x1, double y1, double x2, double y2) {
    boolean valid =
        Stream.of(x1, y1, x2, y2).allMatch(corner -> Math.abs(corner) <= FARTHEST)
            && x1 <= x2
            && y1 <= y2;
    return valid ? Optional.of(new Detection.Box(x1, y1, x2, y2)) : Optional.empty();
  }

  static List<Detection> detections(ListValue boxes) {
    return boxes.getValuesList().stream()
        .filter(Value::hasStructValue)
        .flatMap(value -> detection(value.getStructValue()).stream())
        .toList();
  }

  private static Optional<Detection> detection(Struct struct) {
    Map<String, Value> fields = struct.getFieldsMap();
    return box(fields).map(box -> new Detection(className(fields), confidence(fields), box));
  }

  private static Optional<Detection.Box> box(Map<String, Value> fields) {
    if (fields.containsKey("bbox")) {
      return corners(fields.get("bbox").getListValue().getValuesList());
    }
    List<Value> corners = all(fields, "x1", "y1", "x2", "y2");
    if (!corners.isEmpty()) {
      return corners(corners);
    }
    List<Value> sides = all(fields, "x", "y", "width", "height");
    if (sides.size() < 4) {
      return Optional.empty();
    }
    double x = sides.get(0).getNumberValue();
    double y = sides.get(1).getNumberValue();
    return box(x, y, x + sides.get(2).getNumberValue(), y + sides.get(3).getNumberValue());
  }

  /** The fields, if all of them are numbers. */
  private static List<Value> all(Map<String, Value> fields, String... names) {
    List<Value> found =
        Stream.of(names)
            .map(name -> fields.getOrDefault(name, Value.getDefaultInstance()))
            .filter(Value::hasNumberValue)
            .toList();
    return found.size() == names.length ? found : List.of();
  }

  private static Optional<Detection.Box> corners(List<Value> values) {
    boolean four = values.size() == 4 && values.stream().allMatch(Value::hasNumberValue);
    return four
        ? box(
            values.get(0).getNumberValue(),
            values.get(1).getNumberValue(),
            values.get(2).getNumberValue(),
            values.get(3).getNumberValue())
        : Optional.empty();
  }

  private static String className(Map<String, Value> fields) {
    return Stream.of("class", "label", "class_name", "name", "type")
        .map(name -> fields.getOrDefault(name, Value.getDefaultInstance()).getStringValue())
        .filter(name -> !name.isEmpty() && name.length() <= MAX_CLASS)
        .findFirst()
        .map(Texts::clean)
        .orElse("");
  }

  private static @Nullable Double confidence(Map<String, Value> fields) {
    return Stream.of("confidence", "score")
        .map(name -> fields.getOrDefault(name, Value.getDefaultInstance()))
        .filter(Value::hasNumberValue)
        .map(Value::getNumberValue)
        .filter(value -> value >= 0 && value <= 1)
        .findFirst()
        .orElse(null);
  }
}
