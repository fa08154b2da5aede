package dev.visionlog.client.internal.settings;

/** How a setting is read, checked and shown. */
public interface SettingType<T> {
  /**
   * Reads a text; {@link #checked} comes after it.
   *
   * @throws IllegalArgumentException if it is not {@link #allowed}; as a {@link
   *     RefusedValueException} it says more
   */
  T parse(String text);

  /**
   * The value in the form in which it is kept.
   *
   * @throws IllegalArgumentException as {@link #parse}
   */
  T checked(T value);

  /** The value as a text for people; for a secret, what stands for it. */
  String show(T value);

  /** What a value must be: "a whole number from 1 to 16". */
  String allowed();

  /** What may be shown of a text that was given, readable or not. */
  default String masked(String given) {
    return given;
  }

  /** Refuses a value, unless it is allowed. */
  static void check(boolean isAllowed) {
    if (!isAllowed) {
      throw new IllegalArgumentException();
    }
  }
}
