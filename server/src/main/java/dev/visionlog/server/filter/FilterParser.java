package dev.visionlog.server.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads filters in AIP-160's grammar, without functions:
 *
 * <pre>
 * expression = factor { ["AND"] factor }
 * factor     = term { "OR" term }
 * term       = ("NOT" | "-") term | "(" expression ")" | comparison | word | string
 * comparison = field operator (word | string)
 * </pre>
 */
public final class FilterParser {

  /** A filter may have so many characters (UTF-16 units). */
  public static final int MAX_LENGTH = 8_192;

  /** Parentheses and negations may lie so deep in each other. */
  public static final int MAX_DEPTH = 32;

  /** A filter may have so many comparisons and words. */
  public static final int MAX_TERMS = 200;

  private final FilterScanner scanner;
  private final FilterSchema schema;
  private int depth;
  private int terms;

  private FilterParser(String text, FilterSchema schema) {
    scanner = new FilterScanner(text);
    this.schema = schema;
  }

  /**
   * Reads a filter; a blank text is {@link Filter#ALL}.
   *
   * @param schema the fields that it may ask for
   * @throws FilterException if the text is not a filter, or too large a one
   */
  public static Filter parse(String text, FilterSchema schema) {
    if (text.length() > MAX_LENGTH) {
      throw new FilterException(
          0, "A filter may have " + MAX_LENGTH + " characters, this one has " + text.length());
    }
    return text.chars().allMatch(FilterScanner::isSpace)
        ? Filter.ALL
        : new FilterParser(text, schema).whole();
  }

  private Filter whole() {
    Filter filter = expression();
    if (!scanner.atEnd()) {
      throw scanner.expected("the end");
    }
    return filter;
  }

  private Filter expression() {
    List<Filter> factors = new ArrayList<>();
    do {
      factors.add(factor());
    } while (hasNextFactor());
    return Filter.and(factors);
  }

  private boolean hasNextFactor() {
    boolean space = scanner.skipSpace();
    if (scanner.atEnd() || scanner.isAt(')')) {
      return false;
    }
    if (!space && scanner.isAt('(')) {
      throw scanner.fault("There are no functions. Put the text in quotes, or a space before '('");
    }
    if (!space) {
      throw scanner.expected("a space");
    }
    scanner.takeKeyword("AND");
    return true;
  }

  private Filter factor() {
    List<Filter> alternatives = new ArrayList<>();
    do {
      alternatives.add(term());
    } while (takeOr());
    return Filter.or(alternatives);
  }

  private boolean takeOr() {
    int mark = scanner.mark();
    boolean found = scanner.skipSpace() && scanner.takeKeyword("OR");
    if (!found) {
      scanner.goBack(mark);
    }
    return found;
  }

  private Filter term() {
    scanner.skipSpace();
    if (scanner.takeKeyword("NOT")) {
      return negated();
    }
    if (scanner.take('-')) {
      refuseSpaceAfterMinus();
      return negated();
    }
    return scanner.take('(') ? parenthesized() : simple();
  }

  private void refuseSpaceAfterMinus() {
    if (scanner.atEnd() || scanner.skipSpace()) {
      throw scanner.expected("the term to exclude directly after '-'");
    }
  }

  private Filter negated() {
    enter();
    Filter part = term();
    depth--;
    return Filter.not(part);
  }

  private Filter parenthesized() {
    enter();
    Filter filter = expression();
    if (!scanner.take(')')) {
      throw scanner.expected("')'");
    }
    depth--;
    return filter;
  }

  private void enter() {
    depth++;
    if (depth > MAX_DEPTH) {
      throw scanner.fault("Parentheses and negations may be " + MAX_DEPTH + " deep");
    }
  }

  private Filter simple() {
    terms++;
    if (terms > MAX_TERMS) {
      throw scanner.fault("A filter may have " + MAX_TERMS + " terms");
    }
    int start = scanner.mark();
    if (scanner.isAtKeyword()) {
      throw scanner.expected("a term");
    }
    List<Literal> path = scanner.path();
    scanner.skipSpace();
    int operatorMark = scanner.mark();
    FilterOperator operator = scanner.takeOperator();
    if (operator != null) {
      refuseMissingField(start, operatorMark);
      return comparison(path, operator);
    }
    scanner.goBack(start);
    return search();
  }

  private void refuseMissingField(int start, int operatorMark) {
    if (start == operatorMark) {
      scanner.goBack(start);
      throw scanner.expected("a term");
    }
  }

  private Filter search() {
    int start = scanner.mark();
    Literal literal = scanner.term();
    if (scanner.mark() == start) {
      throw scanner.expected("a term");
    }
    if (!literal.quoted()) {
      refuseForeignSyntax(literal);
      refuseBareBoolean(literal);
    }
    return new Filter.Search(literal.text());
  }

  private static void refuseForeignSyntax(Literal word) {
    String text = word.text();
    if (text.startsWith("!") || text.equals("&&") || text.equals("||")) {
      throw new FilterException(
          word.column(), "Expected AND, OR, NOT or '-', found '" + word.shown() + "'");
    }
  }

  /** In other languages the name of such a field is a condition; here it would be a word. */
  private void refuseBareBoolean(Literal word) {
    if (schema.isBoolean(word.text())) {
      throw new FilterException(
          word.column(),
          "Write %1$s = true or %1$s = false, or \"%1$s\" to look for the word"
              .formatted(word.text()));
    }
  }

  private Filter comparison(List<Literal> path, FilterOperator operator) {
    scanner.skipSpace();
    int start = scanner.mark();
    if (scanner.isAtKeyword()) {
      throw scanner.expected("a value (put it in quotes if it is one)");
    }
    Literal value = scanner.value();
    if (scanner.mark() == start) {
      throw scanner.expected("a value");
    }
    Filter comparison = FilterComparisons.comparison(schema, path, operator, value);
    refuseChain();
    return comparison;
  }

  private void refuseChain() {
    int mark = scanner.mark();
    scanner.skipSpace();
    int operatorMark = scanner.mark();
    if (scanner.takeOperator() != null) {
      scanner.goBack(operatorMark);
      throw scanner.fault("A comparison has one operator. Join comparisons with AND");
    }
    scanner.goBack(mark);
  }
}
