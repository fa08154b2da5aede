package dev.visionlog.server.config;

import java.util.List;

/** Settings that the server cannot start with. The message is for people and lists every error. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final List<String> errors;

  SettingsException(List<String> errors) {
    super("The settings are wrong:\n  " + String.join("\n  ", errors));
    this.errors = List.copyOf(errors);
  }

  public List<String> errors() {
    return errors;
  }
}
