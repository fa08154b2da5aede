package dev.visionlog.bridge.json;

/** JSON that is no message of its kind. The message says what was given and what is allowed. */
public final class InvalidJsonException extends Exception {
  private final String field;

  InvalidJsonException(String field, String message) {
    super(message, null, false, false);
    this.field = field;
  }

  /** Where, such as {@code source_thresholds[2].level}. */
  public String field() {
    return field;
  }
}
