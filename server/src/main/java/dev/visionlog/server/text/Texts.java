package dev.visionlog.server.text;

/** Cleans and cuts texts. */
public final class Texts {
  private static final char NUL_PICTURE = '\u2400';
  private static final char REPLACEMENT = '\ufffd';

  private Texts() {}

  /**
   * The text as PostgreSQL can store it: NUL becomes U+2400, an unpaired surrogate becomes U+FFFD.
   * Most texts are returned as they are.
   */
  public static String clean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return cleaned(text, i);
      }
    }
    return text;
  }

  private static String cleaned(String text, int from) {
    StringBuilder clean = new StringBuilder(text.length()).append(text, 0, from);
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        clean.append(NUL_PICTURE);
      } else if (!Character.isSurrogate(c)) {
        clean.append(c);
      } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
        clean.append(c).append(text.charAt(++i));
      } else {
        clean.append(REPLACEMENT);
      }
    }
    return clean.toString();
  }

  /**
   * The text, or its beginning with a mark that says how long it was, in at most {@code maxBytes}
   * of UTF-8.
   */
  public static String cut(String text, int maxBytes) {
    if (text.length() <= maxBytes / 3) {
      return text;
    }
    long bytes = utf8Length(text);
    if (bytes <= maxBytes) {
      return text;
    }
    String mark = "… [cut: " + bytes + " bytes]";
    int room = Math.max(0, maxBytes - (int) utf8Length(mark));
    return text.substring(0, prefix(text, room)) + mark;
  }

  /** How many chars of the text take at most so many bytes; never half a surrogate pair. */
  private static int prefix(String text, int maxBytes) {
    int bytes = 0;
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      bytes += utf8Length(codePoint);
      if (bytes > maxBytes) {
        return i;
      }
      i += Character.charCount(codePoint);
    }
    return i;
  }

  /** Bytes in UTF-8. */
  public static long utf8Length(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      bytes += utf8Length(codePoint);
      i += Character.charCount(codePoint);
    }
    return bytes;
  }

  private static int utf8Length(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }
}
