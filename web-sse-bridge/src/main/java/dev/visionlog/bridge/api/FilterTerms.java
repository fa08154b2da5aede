package dev.visionlog.bridge.api;

import java.util.ArrayList;
import java.util.List;

/** Conditions, all of which must hold, as one filter. For one thread. */
final class FilterTerms {
  private final List<String> terms = new ArrayList<>();

  /** A comparison whose value needs no quotes. */
  void compare(String field, String operator, Object value) {
    terms.add(field + " " + operator + " " + value);
  }

  /** Exactly this text. */
  void is(String field, String text) {
    terms.add(field + " = " + quoted(text));
  }

  /** This text in the message or the logger's name. */
  void search(String text) {
    terms.add(quoted(text));
  }

  /**
   * A filter as someone has written it. It has to be the last: then whatever is wrong with it is
   * wrong with the whole. It needs no parentheses, which it could close: nothing binds less than
   * AND.
   */
  void filter(String filter) {
    terms.add(filter);
  }

  /** A text that means itself: in a filter, quotes do not keep a star from being a wildcard. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\', '*' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  @Override
  public String toString() {
    return String.join(" AND ", terms);
  }
}
