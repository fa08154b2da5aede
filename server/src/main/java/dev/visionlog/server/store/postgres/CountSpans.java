package dev.visionlog.server.store.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a period into the largest buckets of counts that fit: long ones in the middle, hours and
 * minutes towards the ends. Buckets are counted from {@link Span#BEGINNING}.
 */
record CountSpans(List<Part> parts) {
  static final int MINUTE = 1;
  static final int HOUR = 60;
  static final int DAY = 1_440;
  static final int EIGHT_DAYS = 8 * DAY;
  static final int LONGEST = 64 * DAY;

  private static final int[] SPANS = {MINUTE, HOUR, DAY, EIGHT_DAYS, LONGEST};

  /** Buckets of so many minutes that start in a period. */
  record Part(int minutes, Span starts) {}

  /**
   * @param span of whole minutes
   * @param longest the longest buckets to use, in minutes
   */
  static CountSpans of(Span span, int longest) {
    List<Part> parts = new ArrayList<>();
    cut(span, longest, parts);
    return new CountSpans(parts);
  }

  /** All spans of at least so many minutes, the longest first. */
  static List<Integer> downTo(int shortest) {
    List<Integer> spans = new ArrayList<>();
    for (int i = SPANS.length - 1; i >= 0 && SPANS[i] >= shortest; i--) {
      spans.add(SPANS[i]);
    }
    return spans;
  }

  /** Without an end there is no need for shorter buckets towards it. */
  private static void cut(Span span, int minutes, List<Part> parts) {
    if (span.isEmpty()) {
      return;
    }
    Instant first = ceil(span.from(), minutes);
    Instant last = span.hasEnd() ? floor(span.to(), minutes) : span.to();
    if (minutes == MINUTE) {
      parts.add(new Part(MINUTE, new Span(first, last)));
      return;
    }
    if (!first.isBefore(last)) {
      cut(span, shorter(minutes), parts);
      return;
    }
    cut(new Span(span.from(), first), shorter(minutes), parts);
    parts.add(new Part(minutes, new Span(first, last)));
    cut(new Span(last, span.to()), shorter(minutes), parts);
  }

  private static int shorter(int minutes) {
    int shorter = MINUTE;
    for (int span : SPANS) {
      shorter = span < minutes ? span : shorter;
    }
    return shorter;
  }

  /** The whole minutes in which a period lies. */
  static Span wholeMinutes(Span span) {
    return new Span(
        floor(span.from(), MINUTE), span.hasEnd() ? ceil(span.to(), MINUTE) : span.to());
  }

  static Instant floor(Instant time, int minutes) {
    long seconds = minutes * 60L;
    long beginning = Span.BEGINNING.getEpochSecond();
    long since = time.getEpochSecond() - beginning;
    return Instant.ofEpochSecond(beginning + Math.floorDiv(since, seconds) * seconds);
  }

  static Instant ceil(Instant time, int minutes) {
    Instant floor = floor(time, minutes);
    return floor.equals(time) ? time : floor.plus(Duration.ofMinutes(minutes));
  }
}
