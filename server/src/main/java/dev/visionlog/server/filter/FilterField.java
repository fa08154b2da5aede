package dev.visionlog.server.filter;

/** What a filter can ask about. A {@link FilterSchema} says which kinds of entries have it. */
public enum FilterField {
  ID("id", FieldType.INTEGER),
  LEVEL("level", FieldType.LEVEL),
  MESSAGE("message", FieldType.TEXT),
  TIME("time", FieldType.TIME),
  RECEIVED_TIME("received_time", FieldType.TIME),
  CAMERA_ID("camera_id", FieldType.INTEGER),
  SOURCE("source", FieldType.TEXT),
  LOGGER_NAME("logger_name", FieldType.TEXT, "logger"),
  POSITION("position", FieldType.INTEGER),
  EXTRA("extra", FieldType.EXTRA, "extra_data");

  private final String text;
  private final FieldType type;
  private final String alias;

  FilterField(String text, FieldType type) {
    this(text, type, text);
  }

  FilterField(String text, FieldType type, String alias) {
    this.text = text;
    this.type = type;
    this.alias = alias;
  }

  /** The name in a filter. */
  public String text() {
    return text;
  }

  FieldType type() {
    return type;
  }

  /** Another name in a filter; the same as {@link #text} if there is none. */
  String alias() {
    return alias;
  }

  /**
   * Whether an empty text is a missing one. An empty message is a message, and a source is never
   * empty.
   */
  boolean isMissingWhenEmpty() {
    return type == FieldType.TEXT && this != MESSAGE && this != SOURCE;
  }
}
