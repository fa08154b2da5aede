package dev.visionlog.server.filter;

import java.util.List;

/**
 * A text in which wildcards may stand for any run of characters, also for none.
 *
 * @param parts the texts between the wildcards; one part means no wildcard. Only the first and the
 *     last may be empty
 */
public record TextPattern(List<String> parts) {

  static final TextPattern ANYTHING = new TextPattern(List.of("", ""));

  public TextPattern {
    parts = List.copyOf(parts);
    parts.forEach(FilterTexts::check);
    if (parts.isEmpty() || middle(parts).contains("")) {
      throw new IllegalArgumentException("a text pattern has parts, and none in between is empty");
    }
  }

  /** A pattern that matches this text only. */
  public static TextPattern literal(String text) {
    return new TextPattern(List.of(text));
  }

  /** Whether there is no wildcard. */
  public boolean isLiteral() {
    return parts.size() == 1;
  }

  /** The text of a pattern without wildcards. */
  public String literal() {
    if (!isLiteral()) {
      throw new IllegalStateException("the pattern has wildcards");
    }
    return first();
  }

  boolean matches(String text) {
    return isLiteral() ? text.equals(first()) : matchesParts(text);
  }

  private boolean matchesParts(String text) {
    int end = text.length() - last().length();
    int at = first().length();
    if (at > end || !text.startsWith(first()) || !text.endsWith(last())) {
      return false;
    }
    for (String part : middle(parts)) {
      int found = text.indexOf(part, at);
      if (found < 0 || found + part.length() > end) {
        return false;
      }
      at = found + part.length();
    }
    return true;
  }

  private String first() {
    return parts.get(0);
  }

  private String last() {
    return parts.get(parts.size() - 1);
  }

  private static List<String> middle(List<String> parts) {
    return parts.size() < 3 ? List.of() : parts.subList(1, parts.size() - 1);
  }
}
