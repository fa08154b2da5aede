package dev.visionlog.server.filter;

/**
 * A word or a quoted string of a filter's text.
 *
 * @param column where it begins, from 1
 * @param text without quotes and escapes, where a star is a star
 * @param pattern the same with stars as wildcards, but for those with a backslash
 * @param quoted whether it stood in quotes
 */
record Literal(int column, String text, TextPattern pattern, boolean quoted) {

  private static final int SHOWN_CHARACTERS = 40;

  /** Whether it is the star that asks whether there is a value. */
  boolean isPresenceMark() {
    return !quoted && text.equals("*") && pattern.equals(TextPattern.ANYTHING);
  }

  /** The text as an error quotes it. */
  String shown() {
    return shortened(text);
  }

  static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= SHOWN_CHARACTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SHOWN_CHARACTERS)) + "…";
  }
}
