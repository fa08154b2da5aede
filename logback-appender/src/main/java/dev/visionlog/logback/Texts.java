package dev.visionlog.logback;

import org.jspecify.annotations.Nullable;

/** Texts of anything, whatever it does, and never too long. */
final class Texts {
  /** The most characters of one text in the extra data. */
  static final int MAX_LENGTH = 4096;

  private Texts() {}

  /** What {@code toString} says, or a mark that says why there is nothing. Never throws. */
  static String of(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    try {
      String text = value.toString();
      return text == null ? "null" : cut(text);
    } catch (Exception | LinkageError | StackOverflowError | AssertionError error) {
      return unreadable(value, error);
    }
  }

  static String unreadable(Object value, Throwable error) {
    return "<"
        + value.getClass().getName()
        + " could not be read: "
        + error.getClass().getName()
        + ">";
  }

  /** The text, or its beginning with a mark that says how long it was. */
  static String cut(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    String mark = "… (" + text.length() + " characters)";
    int end = MAX_LENGTH - mark.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + mark;
  }
}
