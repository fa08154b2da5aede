package dev.visionlog.server.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What can be told from a filter before it runs. */
public final class FilterFields {

  private FilterFields() {}

  /** Whether the filter asks only for fields by which entries of this kind are counted. */
  public static boolean isCountable(Filter filter, FilterSchema schema) {
    return filter.accept(new FieldsUsed(schema)).allMatch(schema.counted()::contains);
  }

  /**
   * What entries that match must also match, and by which they are counted: the filter's outermost
   * conditions that are {@link #isCountable}.
   */
  public static Filter countable(Filter filter, FilterSchema schema) {
    return without(filter, part -> !isCountable(part, schema));
  }

  /** The times to which the filter's outermost conditions limit it. */
  public static TimeRange timeRange(Filter filter) {
    TimeRange range = TimeRange.ALL;
    for (Filter part : Filter.conjuncts(filter)) {
      if (part instanceof Filter.TimeComparison time && isTimeBound(time)) {
        range = range.intersect(TimeRange.of(time));
      }
    }
    return range;
  }

  /** What remains of the filter when its {@link #timeRange} is taken care of. */
  public static Filter withoutTime(Filter filter) {
    return without(filter, FilterFields::isTimeBound);
  }

  /** The positions to which the filter's outermost conditions limit it. */
  public static PositionRange positionRange(Filter filter) {
    PositionRange range = PositionRange.ALL;
    for (Filter part : Filter.conjuncts(filter)) {
      if (part instanceof Filter.NumberComparison number && isPositionBound(number)) {
        range = range.intersect(PositionRange.of(number));
      }
    }
    return range;
  }

  /** What remains of the filter when its {@link #positionRange} is taken care of. */
  public static Filter withoutPosition(Filter filter) {
    return without(filter, FilterFields::isPositionBound);
  }

  private static Filter without(Filter filter, Predicate<Filter> isBound) {
    List<Filter> rest = new ArrayList<>(Filter.conjuncts(filter));
    rest.removeIf(isBound);
    return Filter.and(rest);
  }

  private static boolean isTimeBound(Filter filter) {
    return filter instanceof Filter.TimeComparison time
        && time.field() == FilterField.TIME
        && time.operator() != FilterOperator.NOT_EQUAL;
  }

  private static boolean isPositionBound(Filter filter) {
    return filter instanceof Filter.NumberComparison number
        && number.field() == FilterField.POSITION
        && number.operator() != FilterOperator.NOT_EQUAL;
  }
}
