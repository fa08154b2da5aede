package dev.visionlog.server.filter;

import java.util.List;

/**
 * Compiles comparisons with extra data, a column of type {@code jsonb}.
 *
 * <p>Equality is containment ({@code @>}), which an index finds. Within an object, containment
 * takes an array and a scalar in it for different things, and numbers by their value, as we do.
 */
final class ExtraSql {

  private final FilterColumns columns;

  ExtraSql(FilterColumns columns) {
    this.columns = columns;
  }

  SqlCondition presence(Filter.ExtraPresence filter) {
    return typeOf(filter.path()).then(" <> 'null'");
  }

  SqlCondition number(Filter.ExtraNumber filter) {
    List<String> path = filter.path();
    String json = filter.value().toString();
    return switch (filter.operator()) {
      case EQUAL -> contains(path, json);
      case HAS -> containsOrHasElement(path, json);
      case NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          ifType(path, "number", numberComparison(filter));
    };
  }

  private SqlCondition numberComparison(Filter.ExtraNumber filter) {
    return SqlCondition.of("CAST(")
        .then(value(filter.path()))
        .then(" AS numeric) %s ?".formatted(filter.operator().sql()), filter.value());
  }

  SqlCondition ofBoolean(Filter.ExtraBoolean filter) {
    boolean value = filter.value();
    return switch (filter.operator()) {
      case NOT_EQUAL -> contains(filter.path(), String.valueOf(!value));
      case HAS -> containsOrHasElement(filter.path(), String.valueOf(value));
      case EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          contains(filter.path(), String.valueOf(value));
    };
  }

  SqlCondition ofNull(Filter.ExtraNull filter) {
    return filter.operator() == FilterOperator.HAS
        ? containsOrHasElement(filter.path(), "null")
        : contains(filter.path(), "null");
  }

  SqlCondition text(Filter.ExtraText filter) {
    if (filter.operator() == FilterOperator.HAS) {
      return hasText(filter);
    }
    return filter.operator() == FilterOperator.EQUAL && filter.value().isLiteral()
        ? contains(filter.path(), JsonTexts.quoted(filter.value().literal()))
        : ifType(filter.path(), "string", textComparison(filter));
  }

  private SqlCondition textComparison(Filter.ExtraText filter) {
    return FilterSql.text(textAt(filter.path()), filter.operator(), filter.value());
  }

  private SqlCondition hasText(Filter.ExtraText filter) {
    List<String> path = filter.path();
    String text = filter.value().literal();
    return SqlCondition.of("CASE ")
        .then(typeOf(path))
        .then(" WHEN 'string' THEN ")
        .then(textComparison(filter))
        .then(" WHEN 'array' THEN ")
        .then(contains(path, "[" + JsonTexts.quoted(text) + "]"))
        .then(" WHEN 'object' THEN ")
        .then(value(path).then(" -> CAST(? AS text) IS NOT NULL END", text));
  }

  private SqlCondition containsOrHasElement(List<String> path, String json) {
    return FilterSql.parenthesized(
        contains(path, json).then(" OR ").then(contains(path, "[" + json + "]")));
  }

  /** There is the value at the path; if it is an array of one, an array with such an element. */
  private SqlCondition contains(List<String> path, String json) {
    return SqlCondition.of(column() + " @> CAST(? AS jsonb)", JsonTexts.nested(path, json));
  }

  /** The condition is looked at only if the value has the type, so that no cast can fail. */
  private SqlCondition ifType(List<String> path, String type, SqlCondition condition) {
    return SqlCondition.of("CASE WHEN ")
        .then(typeOf(path))
        .then(" = '%s' THEN ".formatted(type))
        .then(condition)
        .then(" END");
  }

  private SqlCondition typeOf(List<String> path) {
    return SqlCondition.of("jsonb_typeof(").then(value(path)).then(")");
  }

  /** The value at the path. A text as operand, unlike a number, never means an array's index. */
  private SqlCondition value(List<String> path) {
    SqlCondition value = SqlCondition.of(column());
    for (String key : path) {
      value = value.then(" -> CAST(? AS text)", key);
    }
    return FilterSql.parenthesized(value);
  }

  private SqlCondition textAt(List<String> path) {
    return FilterSql.parenthesized(value(path).then(" #>> '{}'")).then(" COLLATE \"C\"");
  }

  private String column() {
    return columns.of(FilterField.EXTRA);
  }
}
