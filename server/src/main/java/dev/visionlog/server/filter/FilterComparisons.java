package dev.visionlog.server.filter;

import dev.visionlog.server.model.Level;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes comparisons of what the parser has read: finds the field, and reads the value by it. */
final class FilterComparisons {

  private static final Pattern LEVEL_NUMBER = Pattern.compile("[0-9]{1,2}");

  private FilterComparisons() {}

  static Filter comparison(List<Literal> path, FilterOperator operator, Literal value) {
    FilterField field = field(path);
    try {
      return field == FilterField.EXTRA
          ? ExtraComparisons.comparison(ExtraComparisons.keys(path), operator, value)
          : comparison(field, operator, value);
    } catch (FilterException e) {
      throw e.position() == 0 ? e.at(value.column()) : e;
    }
  }

  private static FilterField field(List<Literal> path) {
    Literal first = path.get(0);
    if (first.quoted()) {
      throw new FilterException(
          first.column(), "Expected a field before the operator, found a quoted text");
    }
    Optional<FilterField> field = FilterField.named(first.text());
    boolean hasKeys = path.size() > 1;
    return field
        .filter(found -> !hasKeys || found == FilterField.EXTRA)
        .orElseThrow(() -> unknownField(path));
  }

  private static FilterException unknownField(List<Literal> path) {
    String name = path.stream().map(Literal::text).collect(Collectors.joining("."));
    return new FilterException(path.get(0).column(), FilterField.unknown(Literal.shortened(name)));
  }

  private static Filter comparison(FilterField field, FilterOperator operator, Literal value) {
    if (operator == FilterOperator.HAS && value.isPresenceMark()) {
      return new Filter.Presence(field);
    }
    return switch (field) {
      case LEVEL -> new Filter.LevelComparison(operator, level(value));
      case ID, CAMERA_ID, POSITION ->
          new Filter.NumberComparison(field, operator, number(field, value));
      case TIME, RECEIVED_TIME -> new Filter.TimeComparison(field, operator, time(value));
      case MESSAGE, SOURCE, LOGGER_NAME ->
          new Filter.TextComparison(field, operator, pattern(operator, value));
      case EXTRA -> throw new IllegalArgumentException("extra data has a path");
    };
  }

  private static Level level(Literal value) {
    String text = value.text();
    return Level.ofName(text)
        .or(() -> levelOfNumber(text))
        .orElseThrow(() -> new FilterException(value.column(), Level.invalid(value.shown())));
  }

  private static Optional<Level> levelOfNumber(String text) {
    return LEVEL_NUMBER.matcher(text).matches()
        ? Level.ofNumber(Integer.parseInt(text))
        : Optional.empty();
  }

  private static long number(FilterField field, Literal value) {
    return FilterNumbers.integer(value.text())
        .orElseThrow(
            () ->
                new FilterException(
                    value.column(),
                    "Invalid %s '%s'. Must be a 64-bit integer"
                        .formatted(field.text(), value.shown())));
  }

  private static Instant time(Literal value) {
    return FilterTimes.parse(value.text())
        .orElseThrow(
            () ->
                new FilterException(
                    value.column(),
                    "Invalid time '%s'. Use ISO format, such as 2026-01-31T09:30:00Z"
                        .formatted(value.shown())));
  }

  /** The value in which stars are wildcards, if the operator knows them. */
  static TextPattern pattern(FilterOperator operator, Literal value) {
    return switch (operator) {
      case EQUAL, NOT_EQUAL -> value.pattern();
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, HAS -> TextPattern.literal(value.text());
    };
  }
}
