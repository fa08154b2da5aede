package dev.visionlog.bridge.json;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Map;
import java.util.Optional;

/**
 * What the fields of the contract are called in JSON: as there, unless the contract gives them
 * another name for JSON.
 */
final class JsonNames {
  /** Texts that hold JSON stand in the place of the field that would hold the same as a message. */
  private static final Map<String, String> RAW =
      Map.of(
          "visionlog.v1.LogEntry.extra_json", "extra_data",
          "visionlog.v1.Prediction.extra_json", "extra_data",
          "visionlog.v1.Prediction.input_features_json", "input_features",
          "visionlog.v1.Prediction.prediction_json", "prediction");

  private JsonNames() {}

  static String of(FieldDescriptor field) {
    return field.toProto().hasJsonName() ? field.getJsonName() : field.getName();
  }

  /** The name of a field whose text is JSON, and is to be written as it is. */
  static Optional<String> ofRaw(FieldDescriptor field) {
    return Optional.ofNullable(RAW.get(field.getFullName()));
  }

  /** The field of this name. */
  static Optional<FieldDescriptor> find(Descriptor message, String name) {
    return message.getFields().stream().filter(field -> of(field).equals(name)).findFirst();
  }
}
