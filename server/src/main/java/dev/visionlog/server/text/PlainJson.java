package dev.visionlog.server.text;

import org.jspecify.annotations.Nullable;

/**
 * Recognizes JSON that can be stored as it came, which most of what cameras send is: nothing in it
 * is to be cleaned, masked or cut. Whatever is not as simple as that is left to a parser, valid or
 * not.
 *
 * <p>Grammar: RFC 8259, without escapes, exponents, and characters beyond ASCII. For one text.
 */
final class PlainJson {
  private static final int LONGEST_NUMBER = 300;

  /** It is looked at by recursion. */
  private static final int DEEPEST = 100;

  private final String json;
  private final Masking masking;
  private int at;

  private PlainJson(String json, Masking masking) {
    this.json = json;
    this.masking = masking;
  }

  /**
   * Whether this is an object of no more than so many levels, itself being 1, and as plain as can
   * be.
   */
  static boolean isObject(String json, int maxDepth, Masking masking) {
    PlainJson plain = new PlainJson(json, masking);
    return plain.object(Math.min(maxDepth, DEEPEST)) && plain.isAtEnd();
  }

  private boolean isAtEnd() {
    skipSpaces();
    return at == json.length();
  }

  private boolean object(int levels) {
    if (levels == 0 || !take('{')) {
      return false;
    }
    if (take('}')) {
      return true;
    }
    do {
      if (!key() || !take(':') || !value(levels - 1)) {
        return false;
      }
    } while (take(','));
    return take('}');
  }

  private boolean array(int levels) {
    if (levels == 0 || !take('[')) {
      return false;
    }
    if (take(']')) {
      return true;
    }
    do {
      if (!value(levels - 1)) {
        return false;
      }
    } while (take(','));
    return take(']');
  }

  private boolean value(int levels) {
    skipSpaces();
    return switch (peek()) {
      case '{' -> object(levels);
      case '[' -> array(levels);
      case '"' -> text() != null;
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    };
  }

  private boolean key() {
    skipSpaces();
    String key = text();
    return key != null && !masking.isSecretKey(key);
  }

  /** The text that begins here; null if it is none, or not a plain one. */
  @SuppressWarnings(
      "ReferenceEquality") // Masking returns the same text if there is nothing to mask.
  private @Nullable String text() {
    if (peek() != '"') {
      return null;
    }
    int start = ++at;
    while (isPlain(peek())) {
      at++;
    }
    if (peek() != '"') {
      return null;
    }
    String text = json.substring(start, at++);
    return masking.mask(text) == text ? text : null;
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c <= '~' && c != '"' && c != '\\';
  }

  private boolean word(String word) {
    boolean found = json.startsWith(word, at);
    at += word.length();
    return found;
  }

  private boolean number() {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    boolean leadingZero = peek() == '0';
    int whole = digits();
    if (whole == 0 || (leadingZero && whole > 1)) {
      return false;
    }
    if (peek() == '.') {
      at++;
      if (digits() == 0) {
        return false;
      }
    }
    return at - start <= LONGEST_NUMBER;
  }

  private int digits() {
    int start = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    return at - start;
  }

  /** After spaces. */
  private boolean take(char wanted) {
    skipSpaces();
    if (peek() != wanted) {
      return false;
    }
    at++;
    return true;
  }

  private void skipSpaces() {
    while (peek() == ' ') {
      at++;
    }
  }

  /** NUL at the end: it is not allowed in JSON. */
  private char peek() {
    return at < json.length() ? json.charAt(at) : '\0';
  }
}
