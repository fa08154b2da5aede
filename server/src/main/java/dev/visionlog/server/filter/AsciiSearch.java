package dev.visionlog.server.filter;

/**
 * Looks for a text regardless of the case of ASCII letters, as {@code ILIKE} does with the
 * collation "C". Allocates nothing while it looks.
 */
final class AsciiSearch {

  private final char[] wanted;

  AsciiSearch(String wanted) {
    this.wanted = wanted.toCharArray();
    for (int i = 0; i < this.wanted.length; i++) {
      this.wanted[i] = lower(this.wanted[i]);
    }
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
