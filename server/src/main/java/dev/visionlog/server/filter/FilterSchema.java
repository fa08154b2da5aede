package dev.visionlog.server.filter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which fields a filter for one kind of entries can ask for. */
public final class FilterSchema {

  /** The fields of log entries. */
  public static final FilterSchema LOGS =
      new FilterSchema(
          List.of(
              FilterField.ID,
              FilterField.LEVEL,
              FilterField.MESSAGE,
              FilterField.TIME,
              FilterField.RECEIVED_TIME,
              FilterField.CAMERA_ID,
              FilterField.SOURCE,
              FilterField.LOGGER_NAME,
              FilterField.POSITION,
              FilterField.EXTRA),
          List.of(FilterField.MESSAGE, FilterField.LOGGER_NAME),
          List.of(FilterField.LEVEL, FilterField.SOURCE, FilterField.CAMERA_ID));

  /** The fields of predictions. */
  public static final FilterSchema PREDICTIONS =
      new FilterSchema(
          List.of(
              FilterField.ID,
              FilterField.IMAGE_ID,
              FilterField.TIME,
              FilterField.RECEIVED_TIME,
              FilterField.CAMERA_ID,
              FilterField.EDGE_DEVICE_ID,
              FilterField.MODEL_NAME,
              FilterField.MODEL_VERSION,
              FilterField.MODEL_STAGE,
              FilterField.CONFIDENCE,
              FilterField.DEFECT_DETECTED,
              FilterField.DEFECT_TYPE,
              FilterField.CLASS,
              FilterField.INFERENCE_TIME_MS,
              FilterField.PROCESSING_TIME_MS,
              FilterField.STATUS,
              FilterField.ERROR_MESSAGE,
              FilterField.PROCESSING_NOTES,
              FilterField.REQUEST_ID,
              FilterField.BATCH_ID,
              FilterField.IMAGE_PATH,
              FilterField.IMAGE_MISSING_REASON,
              FilterField.POSITION,
              FilterField.EXTRA),
          List.of(
              FilterField.IMAGE_ID,
              FilterField.DEFECT_TYPE,
              FilterField.CLASS,
              FilterField.PROCESSING_NOTES,
              FilterField.ERROR_MESSAGE),
          List.of(
              FilterField.CAMERA_ID,
              FilterField.EDGE_DEVICE_ID,
              FilterField.MODEL_NAME,
              FilterField.MODEL_VERSION,
              FilterField.MODEL_STAGE,
              FilterField.DEFECT_DETECTED,
              FilterField.DEFECT_TYPE,
              FilterField.STATUS));

  private final List<FilterField> fields;
  private final List<FilterField> searched;
  private final List<FilterField> counted;
  private final Map<String, FilterField> byName = new HashMap<>();

  private FilterSchema(
      List<FilterField> fields, List<FilterField> searched, List<FilterField> counted) {
    this.fields = fields;
    this.searched = searched;
    this.counted = counted;
    fields.forEach(field -> byName.put(field.text(), field));
    fields.forEach(field -> byName.put(field.alias(), field));
  }

  /** All fields, in the order in which people are told of them. */
  List<FilterField> fields() {
    return fields;
  }

  /** The fields in which a word that stands for itself is looked for. */
  List<FilterField> searched() {
    return searched;
  }

  /** The fields by which entries are counted. */
  List<FilterField> counted() {
    return counted;
  }

  /** The field with this name or alias. */
  Optional<FilterField> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Whether a field has this name, though not as its alias, and is true or false. */
  boolean isBoolean(String name) {
    return named(name)
        .filter(field -> field.type() == FieldType.BOOLEAN && field.text().equals(name))
        .isPresent();
  }

  /** What to tell someone who gave a field that does not exist. */
  String unknown(String given) {
    String names =
        fields.stream()
            .map(field -> field == FilterField.EXTRA ? "extra.<path>" : field.text())
            .collect(Collectors.joining(", "));
    return "Unknown field '" + given + "'. Must be one of: " + names;
  }
}
