package dev.visionlog.benchmarks.queries;

import java.time.Duration;

/** What Visionlog promises of 10 million entries, for 95 of 100 answers. */
final class Goals {
  /** Of a page whose filter has a level, source or camera. */
  static final Duration INDEXED_PAGE = Duration.ofMillis(20);

  /** Of any other page: the first answer, as far as it came. */
  static final Duration FIRST_ANSWER = Duration.ofSeconds(1);

  static final Duration COUNTED = Duration.ofMillis(10);
  static final Duration SEARCH_OF_CLOSED_DAY = Duration.ofMillis(100);
  static final Duration SEARCH_OF_OPEN_DAY = Duration.ofMillis(800);

  private Goals() {}
}
