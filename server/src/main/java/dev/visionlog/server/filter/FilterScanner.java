package dev.visionlog.server.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Reads a filter's text from left to right. Which pieces come next is for the parser to say. */
final class FilterScanner {

  private static final int END = -1;

  private final String text;
  private int at;

  FilterScanner(String text) {
    this.text = text;
  }

  static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** The current place, for {@link #goBack}. */
  int mark() {
    return at;
  }

  void goBack(int mark) {
    at = mark;
  }

  boolean atEnd() {
    return at == text.length();
  }

  boolean skipSpace() {
    int start = at;
    while (isSpace(peek())) {
      at++;
    }
    return at > start;
  }

  boolean isAt(char c) {
    return peek() == c;
  }

  boolean take(char c) {
    boolean found = isAt(c);
    if (found) {
      at++;
    }
    return found;
  }

  boolean takeKeyword(String keyword) {
    boolean found = isAtKeyword(keyword);
    if (found) {
      at += keyword.length();
    }
    return found;
  }

  boolean isAtKeyword() {
    return isAtKeyword("AND") || isAtKeyword("OR") || isAtKeyword("NOT");
  }

  private boolean isAtKeyword(String keyword) {
    int end = at + keyword.length();
    return text.startsWith(keyword, at) && (end == text.length() || !isTermCharacter(end));
  }

  /** The operator here; null if there is none. */
  @Nullable FilterOperator takeOperator() {
    FilterOperator operator = operator();
    if (operator != null) {
      at += operator.text().length();
      refuseDoubled(operator);
    }
    return operator;
  }

  private @Nullable FilterOperator operator() {
    boolean withEquals = text.startsWith("=", at + 1);
    return switch (peek()) {
      case '=' -> FilterOperator.EQUAL;
      case ':' -> FilterOperator.HAS;
      case '<' -> withEquals ? FilterOperator.LESS_OR_EQUAL : FilterOperator.LESS;
      case '>' -> withEquals ? FilterOperator.GREATER_OR_EQUAL : FilterOperator.GREATER;
      case '!' -> withEquals ? FilterOperator.NOT_EQUAL : null;
      default -> null;
    };
  }

  private void refuseDoubled(FilterOperator operator) {
    if (isAt('=') || isAt('>')) {
      throw fault("Unknown operator '" + operator.text() + text.charAt(at) + "'");
    }
  }

  /** A word or a quoted string after an operator. A word may be a time, and so have colons. */
  Literal value() {
    return isAtQuote() ? quoted() : word(this::isValueCharacter);
  }

  /** A word or a quoted string that stands for itself. */
  Literal term() {
    return isAtQuote() ? quoted() : word(this::isTermCharacter);
  }

  /** Keys with dots between them. An unquoted key may turn out to be empty. */
  List<Literal> path() {
    List<Literal> path = new ArrayList<>();
    do {
      path.add(isAtQuote() ? quoted() : word(i -> isTermCharacter(i) && text.charAt(i) != '.'));
    } while (take('.'));
    return path;
  }

  private Literal word(IntPredicate belongs) {
    int column = column();
    LiteralBuilder builder = new LiteralBuilder();
    while (!atEnd() && belongs.test(at)) {
      takeCharacter(builder);
    }
    return builder.build(column, false);
  }

  private Literal quoted() {
    int column = column();
    char quote = text.charAt(at++);
    LiteralBuilder builder = new LiteralBuilder();
    while (!take(quote)) {
      if (atEnd()) {
        throw new FilterException(column, "The quote that opens here is never closed");
      }
      takeCharacter(builder);
    }
    return builder.build(column, true);
  }

  private void takeCharacter(LiteralBuilder builder) {
    char c = text.charAt(at++);
    switch (c) {
      case '\\' -> takeEscape(builder);
      case '*' -> builder.wildcard();
      default -> builder.character(c);
    }
  }

  private void takeEscape(LiteralBuilder builder) {
    int c = peek();
    at++;
    switch (c) {
      case '\\', '"', '\'', '*' -> builder.character((char) c);
      case 'n' -> builder.character('\n');
      case 'r' -> builder.character('\r');
      case 't' -> builder.character('\t');
      case 'u' -> builder.character(takeCodeUnit());
      default -> {
        at -= 2;
        throw fault(
            "Unknown escape. Write \\\\ for a backslash; \\\" \\' \\* \\n \\r \\t \\uXXXX exist");
      }
    }
  }

  private char takeCodeUnit() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = peek() < 128 ? Character.digit(peek(), 16) : -1;
      if (digit < 0) {
        throw expected("four hexadecimal digits after \\u");
      }
      value = value * 16 + digit;
      at++;
    }
    return (char) value;
  }

  private boolean isValueCharacter(int index) {
    char c = text.charAt(index);
    return switch (c) {
      case '(', ')', '"', '\'', '=', '<', '>' -> false;
      case '!' -> !text.startsWith("=", index + 1);
      default -> !isSpace(c);
    };
  }

  private boolean isTermCharacter(int index) {
    return text.charAt(index) != ':' && isValueCharacter(index);
  }

  private boolean isAtQuote() {
    return isAt('"') || isAt('\'');
  }

  private int peek() {
    return atEnd() ? END : text.charAt(at);
  }

  /** The current column, from 1. */
  int column() {
    return text.codePointCount(0, at) + 1;
  }

  FilterException fault(String detail) {
    return new FilterException(column(), detail);
  }

  /** Says what should be here, and what is. */
  FilterException expected(String what) {
    return fault("Expected " + what + ", found " + found());
  }

  private String found() {
    if (atEnd()) {
      return "the end";
    }
    int end = at;
    while (end < text.length() && isTermCharacter(end)) {
      end++;
    }
    int shownEnd = end > at ? end : text.offsetByCodePoints(at, 1);
    return "'" + Literal.shortened(text.substring(at, shownEnd)) + "'";
  }
}
