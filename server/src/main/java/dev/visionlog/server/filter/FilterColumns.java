package dev.visionlog.server.filter;

import java.util.EnumMap;
import java.util.Map;

/** Which SQL expression holds each field. */
public final class FilterColumns {

  private final FilterSchema schema;
  private final Map<FilterField, String> expressions = new EnumMap<>(FilterField.class);

  private FilterColumns(FilterSchema schema) {
    this.schema = schema;
  }

  /**
   * The log entries, as table {@code l}. Columns of text need the collation "C".
   *
   * @param positionExpression an SQL expression for the position, never NULL
   */
  public static FilterColumns logs(String positionExpression) {
    return entries(FilterSchema.LOGS, positionExpression);
  }

  /**
   * The predictions, as table {@code l}. Columns of text need the collation "C". The texts that
   * {@code class} compares stand in the array {@code l.classes}.
   *
   * @param positionExpression an SQL expression for the position, never NULL
   */
  public static FilterColumns predictions(String positionExpression) {
    return entries(FilterSchema.PREDICTIONS, positionExpression);
  }

  /**
   * The log entries' counters, as table {@code c}: for {@link FilterFields#isCountable countable}
   * filters.
   */
  public static FilterColumns logCounters() {
    return counters(FilterSchema.LOGS);
  }

  /** The predictions' counters, as those of the log entries. */
  public static FilterColumns predictionCounters() {
    return counters(FilterSchema.PREDICTIONS);
  }

  private static FilterColumns entries(FilterSchema schema, String positionExpression) {
    FilterColumns columns = new FilterColumns(schema);
    schema.fields().forEach(field -> columns.expressions.put(field, "l." + column(field)));
    columns.expressions.put(FilterField.POSITION, positionExpression);
    return columns;
  }

  private static FilterColumns counters(FilterSchema schema) {
    FilterColumns columns = new FilterColumns(schema);
    schema.counted().forEach(field -> columns.expressions.put(field, "c." + column(field)));
    columns.expressions.put(FilterField.CAMERA_ID, "NULLIF(c.camera_id, -1)");
    return columns;
  }

  private static String column(FilterField field) {
    return switch (field) {
      case EXTRA -> "extra_data";
      case CLASS -> "classes";
      default -> field.text();
    };
  }

  /** Which fields the filters may ask for. */
  FilterSchema schema() {
    return schema;
  }

  String of(FilterField field) {
    String expression = expressions.get(field);
    if (expression == null) {
      throw new IllegalArgumentException("there is no column for " + field.text());
    }
    return expression;
  }
}
