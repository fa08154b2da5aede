package dev.visionlog.server.filter;

import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compiles filters to SQL for PostgreSQL.
 *
 * <p>A missing value makes a comparison NULL, which counts as false wherever it is not negated; a
 * negation tests {@code IS NOT TRUE}, which is never NULL. So plain comparisons stay plain, as
 * indexes need them.
 */
public final class FilterSql implements Filter.Visitor<SqlCondition> {

  /** An element of an array of texts, within {@link #anyElement}. */
  private static final String ELEMENT = "element COLLATE \"C\"";

  private final FilterColumns columns;
  private final ExtraSql extra;

  private FilterSql(FilterColumns columns) {
    this.columns = columns;
    this.extra = new ExtraSql(columns);
  }

  /**
   * The condition under which a row matches. It may be NULL for a row that does not.
   *
   * @throws IllegalArgumentException if there is no column for a field of the filter
   */
  public static SqlCondition compile(Filter filter, FilterColumns columns) {
    return filter.accept(new FilterSql(columns));
  }

  @Override
  public SqlCondition and(Filter.And filter) {
    return filter.parts().isEmpty() ? SqlCondition.of("TRUE") : join(filter.parts(), " AND ");
  }

  @Override
  public SqlCondition or(Filter.Or filter) {
    return join(filter.parts(), " OR ");
  }

  private SqlCondition join(List<Filter> parts, String separator) {
    return joined(parts.stream().map(part -> part.accept(this)), separator);
  }

  private static SqlCondition joined(Stream<SqlCondition> parts, String separator) {
    return parenthesized(parts.reduce((a, b) -> a.then(separator).then(b)).orElseThrow());
  }

  @Override
  public SqlCondition not(Filter.Not filter) {
    return parenthesized(parenthesized(filter.part().accept(this)).then(" IS NOT TRUE"));
  }

  @Override
  public SqlCondition search(Filter.Search filter) {
    return joined(
        columns.schema().searched().stream().map(field -> searched(field, filter.text())), " OR ");
  }

  private SqlCondition searched(FilterField field, String text) {
    String column = columns.of(field);
    return field.type() == FieldType.TEXTS
        ? anyElement(column, containing(SqlCondition.of(ELEMENT), text))
        : containing(SqlCondition.of(column), text);
  }

  /**
   * Regardless of the case of ASCII letters, since the collation is "C". ILIKE means the same, but
   * would turn the pattern into small letters again for each row.
   */
  private static SqlCondition containing(SqlCondition expression, String text) {
    return SqlCondition.of("lower(")
        .then(expression)
        .then(") LIKE ?", LikePattern.containing(AsciiSearch.lower(text)));
  }

  @Override
  public SqlCondition presence(Filter.Presence filter) {
    String column = columns.of(filter.field());
    return switch (filter.field().type()) {
      case TEXT -> SqlCondition.of(column + " <> ''");
      case TEXTS -> SqlCondition.of(column + " <> '{}'");
      case INTEGER, DECIMAL, BOOLEAN, TIME, LEVEL, EXTRA ->
          SqlCondition.of(column + " IS NOT NULL");
    };
  }

  /**
   * The level is the one value that stands in the text: it is a name of ours, and PostgreSQL uses a
   * partial index on the level only if it sees a constant. It does not see one in a bound text that
   * is cast to an enum.
   */
  @Override
  public SqlCondition level(Filter.LevelComparison filter) {
    return SqlCondition.of(
        "%s %s '%s'"
            .formatted(
                columns.of(FilterField.LEVEL), filter.operator().sql(), filter.value().name()));
  }

  @Override
  public SqlCondition number(Filter.NumberComparison filter) {
    return comparison(columns.of(filter.field()), filter.operator(), filter.value());
  }

  @Override
  public SqlCondition decimal(Filter.DecimalComparison filter) {
    return comparison(columns.of(filter.field()), filter.operator(), filter.value());
  }

  @Override
  public SqlCondition ofBoolean(Filter.BooleanComparison filter) {
    return comparison(columns.of(filter.field()), filter.operator(), filter.value());
  }

  @Override
  public SqlCondition time(Filter.TimeComparison filter) {
    return comparison(
        columns.of(filter.field()), filter.operator(), filter.value().atOffset(ZoneOffset.UTC));
  }

  private static SqlCondition comparison(String column, FilterOperator operator, Object value) {
    return SqlCondition.of("%s %s ?".formatted(column, operator.sql()), value);
  }

  @Override
  public SqlCondition text(Filter.TextComparison filter) {
    String column = columns.of(filter.field());
    boolean mayBeMissing = filter.field().isMissingWhenEmpty() && mayMatchEmpty(filter);
    String expression = mayBeMissing ? "NULLIF(%s, '')".formatted(column) : column;
    return text(SqlCondition.of(expression), filter.operator(), filter.value());
  }

  /** Whether an empty text could match: it may stand where none is, in place of NULL. */
  private static boolean mayMatchEmpty(Filter.TextComparison filter) {
    return switch (filter.operator()) {
      case EQUAL, HAS -> filter.value().matches("");
      case NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
    };
  }

  /**
   * Compares an expression of type text.
   *
   * @param expression with the collation "C"
   */
  static SqlCondition text(SqlCondition expression, FilterOperator operator, TextPattern value) {
    return switch (operator) {
      case HAS -> containing(expression, value.literal());
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          value.isLiteral()
              ? expression.then(" " + operator.sql() + " ?", value.literal())
              : expression.then(like(operator), LikePattern.of(value));
    };
  }

  private static String like(FilterOperator operator) {
    return operator == FilterOperator.NOT_EQUAL ? " NOT LIKE ?" : " LIKE ?";
  }

  /** Equality is containment ({@code @>}), which an index finds. */
  @Override
  public SqlCondition element(Filter.ElementComparison filter) {
    String column = columns.of(filter.field());
    TextPattern value = filter.value();
    return filter.operator() == FilterOperator.EQUAL && value.isLiteral()
        ? SqlCondition.of(column + " @> ARRAY[CAST(? AS text)]", value.literal())
        : anyElement(column, text(SqlCondition.of(ELEMENT), filter.operator(), value));
  }

  private static SqlCondition anyElement(String column, SqlCondition condition) {
    return SqlCondition.of("EXISTS (SELECT FROM unnest(%s) AS element WHERE ".formatted(column))
        .then(condition)
        .then(")");
  }

  @Override
  public SqlCondition extraPresence(Filter.ExtraPresence filter) {
    return extra.presence(filter);
  }

  @Override
  public SqlCondition extraText(Filter.ExtraText filter) {
    return extra.text(filter);
  }

  @Override
  public SqlCondition extraNumber(Filter.ExtraNumber filter) {
    return extra.number(filter);
  }

  @Override
  public SqlCondition extraBoolean(Filter.ExtraBoolean filter) {
    return extra.ofBoolean(filter);
  }

  @Override
  public SqlCondition extraNull(Filter.ExtraNull filter) {
    return extra.ofNull(filter);
  }

  static SqlCondition parenthesized(SqlCondition condition) {
    return SqlCondition.of("(").then(condition).then(")");
  }
}
