package dev.visionlog.server.filter;

import java.util.EnumMap;
import java.util.Map;

/** Which SQL expression holds each field. */
public final class FilterColumns {

  private final Map<FilterField, String> expressions;

  private FilterColumns(Map<FilterField, String> expressions) {
    this.expressions = new EnumMap<>(expressions);
  }

  /**
   * The log entries, as table {@code l}. Columns of text need the collation "C".
   *
   * @param positionExpression an SQL expression for the position, never NULL
   */
  public static FilterColumns logs(String positionExpression) {
    Map<FilterField, String> expressions = new EnumMap<>(FilterField.class);
    expressions.put(FilterField.ID, "l.id");
    expressions.put(FilterField.LEVEL, "l.level");
    expressions.put(FilterField.MESSAGE, "l.message");
    expressions.put(FilterField.TIME, "l.time");
    expressions.put(FilterField.RECEIVED_TIME, "l.received_time");
    expressions.put(FilterField.CAMERA_ID, "l.camera_id");
    expressions.put(FilterField.SOURCE, "l.source");
    expressions.put(FilterField.LOGGER_NAME, "l.logger_name");
    expressions.put(FilterField.POSITION, positionExpression);
    expressions.put(FilterField.EXTRA, "l.extra_data");
    return new FilterColumns(expressions);
  }

  /** The counters, as table {@code c}: for {@link FilterFields#isCountable countable} filters. */
  public static FilterColumns counters() {
    return new FilterColumns(
        Map.of(
            FilterField.LEVEL, "c.level",
            FilterField.CAMERA_ID, "NULLIF(c.camera_id, -1)",
            FilterField.SOURCE, "c.source"));
  }

  String of(FilterField field) {
    String expression = expressions.get(field);
    if (expression == null) {
      throw new IllegalArgumentException("there is no column for " + field.text());
    }
    return expression;
  }
}
