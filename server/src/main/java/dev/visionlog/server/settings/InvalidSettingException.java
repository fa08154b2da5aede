package dev.visionlog.server.settings;

/** A setting has a value that is not allowed. The message says which, and what is allowed. */
public final class InvalidSettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String field;

  InvalidSettingException(String field, String message) {
    super(message);
    this.field = field;
  }

  /** The field's path within the settings. */
  public String field() {
    return field;
  }
}
