package dev.visionlog.server.filter;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A span of time in whole microseconds. May be empty.
 *
 * @param from the first time in it; null if it has no beginning
 * @param to the first time after it; null if it has no end
 */
public record TimeRange(@Nullable Instant from, @Nullable Instant to) {

  /** All of time. */
  public static final TimeRange ALL = new TimeRange(null, null);

  public boolean isEmpty() {
    return from != null && to != null && !from.isBefore(to);
  }

  public boolean contains(Instant time) {
    return (from == null || !time.isBefore(from)) && (to == null || time.isBefore(to));
  }

  static TimeRange of(Filter.TimeComparison comparison) {
    Instant time = comparison.value();
    Instant next = time.plus(1, ChronoUnit.MICROS);
    return switch (comparison.operator()) {
      case EQUAL, HAS -> new TimeRange(time, next);
      case LESS -> new TimeRange(null, time);
      case LESS_OR_EQUAL -> new TimeRange(null, next);
      case GREATER -> new TimeRange(next, null);
      case GREATER_OR_EQUAL -> new TimeRange(time, null);
      case NOT_EQUAL -> throw new IllegalArgumentException("!= is no range");
    };
  }

  TimeRange intersect(TimeRange other) {
    return new TimeRange(later(from, other.from), earlier(to, other.to));
  }

  private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.isAfter(b) ? a : b;
  }

  private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.isBefore(b) ? a : b;
  }
}
