package dev.visionlog.server.service;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Equal spans that cover a period: of whole minutes if they are as long as that. */
record Spans(Instant start, Duration width, int count) {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int DEFAULT_BUCKETS = 60;
  private static final int MAX_BUCKETS = 1_000;

  static Spans of(Instant start, Instant end, int buckets) {
    Duration exact = Duration.between(start, end).dividedBy(buckets);
    if (exact.compareTo(MINUTE) < 0) {
      long micros = Math.max(1, ChronoUnit.MICROS.between(start, end));
      return new Spans(start, Duration.of(ceilDiv(micros, buckets), ChronoUnit.MICROS), buckets);
    }
    return ofMinutes(start, end, buckets);
  }

  /** Spans of whole minutes, fewer than asked for if the period is short. */
  static Spans ofMinutes(Instant start, Instant end, int buckets) {
    Instant from = floor(start);
    long minutes = ChronoUnit.MINUTES.between(from, ceil(end));
    long width = ceilDiv(minutes, buckets);
    return new Spans(from, Duration.ofMinutes(width), (int) ceilDiv(minutes, width));
  }

  private static long ceilDiv(long value, long divisor) {
    return (value + divisor - 1) / divisor;
  }

  Instant boundary(int index) {
    return start.plus(width.multipliedBy(index));
  }

  /** How many spans a request asks for. */
  static int buckets(int given) {
    if (given < 0 || given > MAX_BUCKETS) {
      throw ApiErrors.badField(
          "buckets",
          given
              + " is not allowed; 1 to "
              + MAX_BUCKETS
              + " are, "
              + DEFAULT_BUCKETS
              + " by default");
    }
    return given == 0 ? DEFAULT_BUCKETS : given;
  }

  static Instant floor(Instant time) {
    return time.truncatedTo(ChronoUnit.MINUTES);
  }

  static Instant ceil(Instant time) {
    Instant floor = floor(time);
    return floor.equals(time) ? time : floor.plus(MINUTE);
  }
}
