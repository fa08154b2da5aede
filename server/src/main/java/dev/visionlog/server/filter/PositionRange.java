package dev.visionlog.server.filter;

/**
 * A span of positions. May be empty.
 *
 * @param first the first position in it
 * @param last the last position in it
 */
public record PositionRange(long first, long last) {

  /** All positions. */
  public static final PositionRange ALL = new PositionRange(Long.MIN_VALUE, Long.MAX_VALUE);

  private static final PositionRange NONE = new PositionRange(Long.MAX_VALUE, Long.MIN_VALUE);

  public boolean isEmpty() {
    return first > last;
  }

  public boolean contains(long position) {
    return first <= position && position <= last;
  }

  static PositionRange of(Filter.NumberComparison comparison) {
    long value = comparison.value();
    return switch (comparison.operator()) {
      case EQUAL, HAS -> new PositionRange(value, value);
      case LESS -> value == Long.MIN_VALUE ? NONE : new PositionRange(Long.MIN_VALUE, value - 1);
      case LESS_OR_EQUAL -> new PositionRange(Long.MIN_VALUE, value);
      case GREATER -> value == Long.MAX_VALUE ? NONE : new PositionRange(value + 1, Long.MAX_VALUE);
      case GREATER_OR_EQUAL -> new PositionRange(value, Long.MAX_VALUE);
      case NOT_EQUAL -> throw new IllegalArgumentException("!= is no range");
    };
  }

  PositionRange intersect(PositionRange other) {
    return new PositionRange(Math.max(first, other.first), Math.min(last, other.last));
  }
}
