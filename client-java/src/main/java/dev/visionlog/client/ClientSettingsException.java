package dev.visionlog.client;

import java.util.List;

/**
 * Settings that no client can be made of. The message is for people: it lists all that is wrong,
 * and shows no secret.
 */
public final class ClientSettingsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final List<String> errors;

  ClientSettingsException(List<String> errors) {
    super("The settings of the Visionlog client are wrong:\n  " + String.join("\n  ", errors));
    this.errors = List.copyOf(errors);
  }

  /** A sentence for each: the setting, what was given, where it came from, what is allowed. */
  public List<String> errors() {
    return errors;
  }
}
