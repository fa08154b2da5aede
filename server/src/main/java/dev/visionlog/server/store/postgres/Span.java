package dev.visionlog.server.store.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A period: from the first time, to before the second. */
record Span(Instant from, Instant to) {
  /** Before any time that can be stored, and the start of a day. */
  static final Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");

  /** Nothing is stored beyond the year 9999, whose last minute ends there. */
  static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  static final Span ALL = new Span(BEGINNING, END);

  /**
   * @param to empty for no end
   */
  static Span of(Instant from, Optional<Instant> to) {
    return new Span(from, to.orElse(END));
  }

  static Span bucket(Instant start, int minutes) {
    return new Span(start, start.plus(Duration.ofMinutes(minutes)));
  }

  /** So many, one after the other. */
  static List<Span> equal(Instant start, Duration width, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> start.plus(width.multipliedBy(i)))
        .map(from -> new Span(from, from.plus(width)))
        .toList();
  }

  boolean isEmpty() {
    return !from.isBefore(to);
  }

  boolean hasEnd() {
    return to.isBefore(END);
  }

  Span within(Span other) {
    return within(other.from, other.to);
  }

  Span within(@Nullable Instant least, @Nullable Instant most) {
    return new Span(
        least != null && least.isAfter(from) ? least : from,
        most != null && most.isBefore(to) ? most : to);
  }
}
