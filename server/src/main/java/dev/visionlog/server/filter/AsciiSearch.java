package dev.visionlog.server.filter;

/**
 * Looks for a text regardless of the case of ASCII letters, as {@code lower} folds them with the
 * collation "C". Allocates nothing while it looks.
 */
final class AsciiSearch {

  private final char[] wanted;

  AsciiSearch(String wanted) {
    this.wanted = lower(wanted).toCharArray();
  }

  static String lower(String text) {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      chars[i] = lower(chars[i]);
    }
    return new String(chars);
  }

  boolean isIn(String text) {
    int last = text.length() - wanted.length;
    for (int at = 0; at <= last; at++) {
      if (isAt(text, at)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAt(String text, int at) {
    for (int i = 0; i < wanted.length; i++) {
      if (lower(text.charAt(at + i)) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
  }
}
