package dev.visionlog.server.filter;

import java.util.List;

/** Makes comparisons with extra data, in which the value's form decides its type. */
final class ExtraComparisons {

  /** A path may have so many keys: as deep as extra data is kept. */
  private static final int MAX_KEYS = 32;

  private ExtraComparisons() {}

  /** The keys after the field's name. */
  static List<String> keys(List<Literal> path) {
    List<Literal> keys = path.subList(1, path.size());
    if (keys.isEmpty()) {
      throw fault(path.get(0), "Expected a path, such as extra.retry_count");
    }
    if (keys.size() > MAX_KEYS) {
      throw fault(path.get(0), "A path may have " + MAX_KEYS + " keys");
    }
    keys.forEach(ExtraComparisons::checkKey);
    return keys.stream().map(Literal::text).toList();
  }

  private static void checkKey(Literal key) {
    if (!key.quoted() && key.text().isEmpty()) {
      throw fault(key, "Expected a key between the dots of the path");
    }
    if (!key.quoted() && !key.pattern().isLiteral()) {
      throw fault(key, "A path has no wildcards. Put the key in quotes if the star belongs to it");
    }
  }

  static Filter comparison(List<String> path, FilterOperator operator, Literal value) {
    if (operator == FilterOperator.HAS && value.isPresenceMark()) {
      return new Filter.ExtraPresence(path);
    }
    return value.quoted() ? text(path, operator, value) : unquoted(path, operator, value);
  }

  private static Filter unquoted(List<String> path, FilterOperator operator, Literal value) {
    String text = value.text();
    return switch (text) {
      case "true", "false" -> {
        refuseOrdering(operator, value);
        yield new Filter.ExtraBoolean(path, operator, text.equals("true"));
      }
      case "null" -> {
        refuseOrdering(operator, value);
        yield ofNull(path, operator);
      }
      default ->
          FilterNumbers.isNumber(text)
              ? new Filter.ExtraNumber(path, operator, FilterNumbers.number(text))
              : text(path, operator, value);
    };
  }

  private static Filter text(List<String> path, FilterOperator operator, Literal value) {
    return new Filter.ExtraText(path, operator, FieldValues.pattern(operator, value));
  }

  /** Null has a type of its own; what is not null is present. */
  private static Filter ofNull(List<String> path, FilterOperator operator) {
    return operator == FilterOperator.NOT_EQUAL
        ? new Filter.ExtraPresence(path)
        : new Filter.ExtraNull(path, operator);
  }

  private static void refuseOrdering(FilterOperator operator, Literal value) {
    if (operator.isOrdering()) {
      throw fault(
          value,
          "%s has no order. Use = or !=, or put it in quotes if it is a text"
              .formatted(value.text()));
    }
  }

  private static FilterException fault(Literal literal, String detail) {
    return new FilterException(literal.column(), detail);
  }
}
