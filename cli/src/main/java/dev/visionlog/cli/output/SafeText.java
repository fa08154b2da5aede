package dev.visionlog.cli.output;

import java.util.Locale;

/**
 * Texts from logs on their way to a terminal. A log may hold anything, also sequences that move the
 * cursor, change the title or reorder what is read; they are shown as escapes and have no effect.
 */
public final class SafeText {
  private SafeText() {}

  /** The text in one line: line breaks are escaped too. */
  public static String oneLine(String text) {
    return escape(text, "\\n");
  }

  /**
   * The text with each further line indented, so that no line of a message can pass for an entry.
   */
  public static String indented(String text, String indent) {
    return escape(text, "\n" + indent);
  }

  private static String escape(String text, String newline) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.replace("\r\n", "\n").chars().forEach(c -> append(safe, (char) c, newline));
    return safe.toString();
  }

  private static void append(StringBuilder safe, char c, String newline) {
    if (c == '\n') {
      safe.append(newline);
    } else if (c == '\r') {
      safe.append("\\r");
    } else if (isHarmful(c)) {
      safe.append(String.format(Locale.ROOT, c < 0x100 ? "\\x%02x" : "\\u%04x", (int) c));
    } else {
      safe.append(c);
    }
  }

  private static boolean isHarmful(char c) {
    boolean control = c != '\t' && Character.isISOControl(c);
    boolean lineBreak = c == '\u2028' || c == '\u2029';
    boolean reorders =
        c == '\u061c'
            || c == '\u200e'
            || c == '\u200f'
            || (c >= '\u202a' && c <= '\u202e')
            || (c >= '\u2066' && c <= '\u2069');
    return control || lineBreak || reorders;
  }
}
