package dev.visionlog.server.filter;

/** How a field is compared with a value. */
public enum FilterOperator {
  EQUAL("=", "="),
  NOT_EQUAL("!=", "<>"),
  LESS("<", "<"),
  LESS_OR_EQUAL("<=", "<="),
  GREATER(">", ">"),
  GREATER_OR_EQUAL(">=", ">="),
  /** "Contains", for texts and extra data. */
  HAS(":", "=");

  private final String text;
  private final String sql;

  FilterOperator(String text, String sql) {
    this.text = text;
    this.sql = sql;
  }

  /** The operator in a filter. */
  public String text() {
    return text;
  }

  /** The operator in SQL, for values that have an order. */
  String sql() {
    return sql;
  }

  boolean isOrdering() {
    return switch (this) {
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
      case EQUAL, NOT_EQUAL, HAS -> false;
    };
  }

  boolean isEqualOrHas() {
    return this == EQUAL || this == HAS;
  }

  /** Where nothing can be contained, {@code :} asks for the same as {@code =}. */
  FilterOperator hasAsEqual() {
    return this == HAS ? EQUAL : this;
  }

  /**
   * Whether the comparison is true.
   *
   * @param comparison as {@link Comparable#compareTo} gives it for the field and the value
   */
  boolean accepts(int comparison) {
    return switch (this) {
      case EQUAL, HAS -> comparison == 0;
      case NOT_EQUAL -> comparison != 0;
      case LESS -> comparison < 0;
      case LESS_OR_EQUAL -> comparison <= 0;
      case GREATER -> comparison > 0;
      case GREATER_OR_EQUAL -> comparison >= 0;
    };
  }
}
