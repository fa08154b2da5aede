package dev.visionlog.server.filter;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes comparisons of what the parser has read: finds the field, and reads the value by it. */
final class FilterComparisons {

  private FilterComparisons() {}

  static Filter comparison(
      FilterSchema schema, List<Literal> path, FilterOperator operator, Literal value) {
    FilterField field = field(schema, path);
    try {
      return field == FilterField.EXTRA
          ? ExtraComparisons.comparison(ExtraComparisons.keys(path), operator, value)
          : comparison(field, operator, value);
    } catch (FilterException e) {
      throw e.position() == 0 ? e.at(value.column()) : e;
    }
  }

  private static FilterField field(FilterSchema schema, List<Literal> path) {
    Literal first = path.get(0);
    if (first.quoted()) {
      throw new FilterException(
          first.column(), "Expected a field before the operator, found a quoted text");
    }
    Optional<FilterField> field = schema.named(first.text());
    boolean hasKeys = path.size() > 1;
    return field
        .filter(found -> !hasKeys || found == FilterField.EXTRA)
        .orElseThrow(() -> unknownField(schema, path));
  }

  private static FilterException unknownField(FilterSchema schema, List<Literal> path) {
    String name = path.stream().map(Literal::text).collect(Collectors.joining("."));
    return new FilterException(path.get(0).column(), schema.unknown(Literal.shortened(name)));
  }

  private static Filter comparison(FilterField field, FilterOperator operator, Literal value) {
    if (operator == FilterOperator.HAS && value.isPresenceMark()) {
      return new Filter.Presence(field);
    }
    return switch (field.type()) {
      case LEVEL -> new Filter.LevelComparison(operator, FieldValues.level(value));
      case INTEGER ->
          new Filter.NumberComparison(field, operator, FieldValues.integer(field, value));
      case DECIMAL ->
          new Filter.DecimalComparison(field, operator, FieldValues.decimal(field, value));
      case BOOLEAN -> ofBoolean(field, operator, value);
      case TIME -> new Filter.TimeComparison(field, operator, FieldValues.time(value));
      case TEXT -> new Filter.TextComparison(field, operator, FieldValues.pattern(operator, value));
      case TEXTS -> element(field, operator, value);
      case EXTRA -> throw new IllegalArgumentException("extra data has a path");
    };
  }

  private static Filter ofBoolean(FilterField field, FilterOperator operator, Literal value) {
    boolean wanted = FieldValues.ofBoolean(field, value);
    if (operator.isOrdering()) {
      throw new FilterException(value.column(), value.text() + " has no order. Use = or !=");
    }
    return new Filter.BooleanComparison(field, operator, wanted);
  }

  private static Filter element(FilterField field, FilterOperator operator, Literal value) {
    if (!operator.isEqualOrHas()) {
      throw new FilterException(
          value.column(),
          "%1$s may have several values, and knows = and : only. Write NOT %1$s = … to exclude one"
              .formatted(field.text()));
    }
    return new Filter.ElementComparison(field, operator, FieldValues.pattern(operator, value));
  }
}
