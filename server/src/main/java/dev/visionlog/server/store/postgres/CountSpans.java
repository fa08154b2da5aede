package dev.visionlog.server.store.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a period into the largest buckets of {@code log_counts} that fit: days in the middle, hours
 * and minutes towards the ends.
 */
record CountSpans(List<Part> parts) {
  static final int MINUTE = 1;
  static final int HOUR = 60;
  static final int DAY = 1440;

  /** Buckets of {@code span} minutes that start at {@code from} or later and before {@code to}. */
  record Part(int span, Instant from, Optional<Instant> to) {}

  /**
   * @param from on a whole minute
   * @param to on a whole minute; empty for no end
   * @param coarsest the largest span to use
   */
  static CountSpans of(Instant from, Optional<Instant> to, int coarsest) {
    List<Part> parts = new ArrayList<>();
    cut(from, to, coarsest, parts);
    return new CountSpans(parts);
  }

  private static void cut(Instant from, Optional<Instant> to, int span, List<Part> parts) {
    if (to.isPresent() && !from.isBefore(to.get())) {
      return;
    }
    Instant first = ceil(from, span);
    Optional<Instant> last = to.map(end -> floor(end, span));
    if (span == MINUTE) {
      parts.add(new Part(MINUTE, first, last));
      return;
    }
    int finer = span == DAY ? HOUR : MINUTE;
    if (last.isPresent() && !first.isBefore(last.get())) {
      cut(from, to, finer, parts);
      return;
    }
    cut(from, Optional.of(first), finer, parts);
    parts.add(new Part(span, first, last));
    last.ifPresent(end -> cut(end, to, finer, parts));
  }

  static Instant floor(Instant time, int spanMinutes) {
    long seconds = spanMinutes * 60L;
    return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
  }

  static Instant ceil(Instant time, int spanMinutes) {
    Instant floor = floor(time, spanMinutes);
    return floor.equals(time) ? time : floor.plus(Duration.ofMinutes(spanMinutes));
  }
}
