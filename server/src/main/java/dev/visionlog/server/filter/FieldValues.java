package dev.visionlog.server.filter;

import dev.visionlog.server.model.Level;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the values of comparisons. Throws where a value is not one of its field's. */
final class FieldValues {

  private static final Pattern LEVEL_NUMBER = Pattern.compile("[0-9]{1,2}");

  private FieldValues() {}

  static Level level(Literal value) {
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

  static long integer(FilterField field, Literal value) {
    return FilterNumbers.integer(value.text())
        .orElseThrow(() -> invalid(field.text(), value, "Must be a 64-bit integer"));
  }

  static double decimal(FilterField field, Literal value) {
    return FilterNumbers.decimal(value.text())
        .orElseThrow(() -> invalid(field.text(), value, "Must be a number, such as 0.85"));
  }

  /** True or false, in any case. */
  static boolean ofBoolean(FilterField field, Literal value) {
    String text = value.text();
    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      throw invalid(field.text(), value, "Must be one of: true, false");
    }
    return text.equalsIgnoreCase("true");
  }

  static Instant time(Literal value) {
    return FilterTimes.parse(value.text())
        .orElseThrow(() -> invalid("time", value, "Use ISO format, such as 2026-01-31T09:30:00Z"));
  }

  /** The value in which stars are wildcards, if the operator knows them. */
  static TextPattern pattern(FilterOperator operator, Literal value) {
    return switch (operator) {
      case EQUAL, NOT_EQUAL -> value.pattern();
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, HAS -> TextPattern.literal(value.text());
    };
  }

  private static FilterException invalid(String what, Literal value, String allowed) {
    return new FilterException(
        value.column(), "Invalid %s '%s'. %s".formatted(what, value.shown(), allowed));
  }
}
