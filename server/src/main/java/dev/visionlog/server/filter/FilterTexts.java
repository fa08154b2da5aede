package dev.visionlog.server.filter;

/** Rules for texts that both compilers share. */
final class FilterTexts {

  private FilterTexts() {}

  /**
   * Refuses what PostgreSQL cannot hold in a text.
   *
   * @return what is wrong; empty if nothing is
   */
  static String fault(String text) {
    if (text.indexOf('\0') >= 0) {
      return "A text may not contain the NUL character";
    }
    boolean unpaired = text.codePoints().anyMatch(FilterTexts::isSurrogate);
    return unpaired ? "A text may not contain an unpaired surrogate" : "";
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  static void check(String text) {
    String fault = fault(text);
    if (!fault.isEmpty()) {
      throw new FilterException(0, fault);
    }
  }

  /** Compares by Unicode code point, as PostgreSQL's collation "C" does in UTF-8. */
  static int compare(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        // Surrogates stand for code points above all others, though their own values are not.
        return Character.isSurrogate(a) == Character.isSurrogate(b)
            ? Character.compare(a, b)
            : Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
