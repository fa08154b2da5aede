package dev.visionlog.server.filter;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a filter can ask about. */
public enum FilterField {
  ID("id"),
  LEVEL("level"),
  MESSAGE("message"),
  TIME("time"),
  RECEIVED_TIME("received_time"),
  CAMERA_ID("camera_id"),
  SOURCE("source"),
  LOGGER_NAME("logger_name"),
  POSITION("position"),
  EXTRA("extra");

  private static final Map<String, FilterField> ALIASES =
      Map.of("logger", LOGGER_NAME, "extra_data", EXTRA);

  private static final Map<String, FilterField> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(FilterField::text, field -> field));

  private final String text;

  FilterField(String text) {
    this.text = text;
  }

  /** The name in a filter. */
  public String text() {
    return text;
  }

  /** The field with this name or alias. */
  static Optional<FilterField> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name)).or(() -> Optional.ofNullable(ALIASES.get(name)));
  }

  /** What to tell someone who gave a field that does not exist. */
  static String unknown(String given) {
    String names =
        Arrays.stream(values())
            .map(field -> field == EXTRA ? "extra.<path>" : field.text)
            .collect(Collectors.joining(", "));
    return "Unknown field '" + given + "'. Must be one of: " + names;
  }
}
