package dev.visionlog.cli.output;

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
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        safe.append(newline);
      } else if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
        continue;
      } else if (c == '\r') {
        safe.append("\\r");
      } else if (isHarmful(c)) {
        safe.append(
            c < 0x100 ? String.format("\\x%02x", (int) c) : String.format("\\u%04x", (int) c));
      } else {
        safe.append(c);
      }
    }
    return safe.toString();
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
