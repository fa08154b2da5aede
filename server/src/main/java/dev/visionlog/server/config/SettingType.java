package dev.visionlog.server.config;

/** How the text of a setting is read and shown. */
interface SettingType<T> {
  /**
   * Reads a text that is not blank.
   *
   * @throws IllegalArgumentException if it is not {@link #allowed}; as a {@link
   *     RefusedValueException} it says more
   */
  T parse(String text);

  /** The value as a text that {@link #parse} reads. */
  String show(T value);

  /** What a value must be: "a whole number from 1 to 16". */
  String allowed();

  /** What may be shown of a text that was given, readable or not. */
  default String masked(String given) {
    return given;
  }

  /** Whether even {@link #show} is not for printing. */
  default boolean isSecret() {
    return false;
  }
}
