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
  EXTRA("extra", FieldType.EXTRA, "extra_data"),
  IMAGE_ID("image_id", FieldType.TEXT),
  EDGE_DEVICE_ID("edge_device_id", FieldType.TEXT, "device"),
  MODEL_NAME("model_name", FieldType.TEXT),
  MODEL_VERSION("model_version", FieldType.TEXT),
  MODEL_STAGE("model_stage", FieldType.TEXT),
  CONFIDENCE("confidence", FieldType.DECIMAL),
  DEFECT_DETECTED("defect_detected", FieldType.BOOLEAN, "defect"),
  DEFECT_TYPE("defect_type", FieldType.TEXT),
  CLASS("class", FieldType.TEXTS),
  INFERENCE_TIME_MS("inference_time_ms", FieldType.DECIMAL),
  PROCESSING_TIME_MS("processing_time_ms", FieldType.DECIMAL),
  STATUS("status", FieldType.TEXT),
  ERROR_MESSAGE("error_message", FieldType.TEXT),
  PROCESSING_NOTES("processing_notes", FieldType.TEXT, "notes"),
  REQUEST_ID("request_id", FieldType.TEXT),
  BATCH_ID("batch_id", FieldType.TEXT),
  IMAGE_PATH("image_path", FieldType.TEXT),
  IMAGE_MISSING_REASON("image_missing_reason", FieldType.TEXT);

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
