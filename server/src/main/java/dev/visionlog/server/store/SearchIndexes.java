package dev.visionlog.server.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/**
 * Indexes for substring searches, one for each day (UTC) that is over: to keep one while entries
 * come in would take longer than to store them.
 */
public interface SearchIndexes extends AutoCloseable {

  /**
   * Days without an index, the newest first, each with a number that changes when entries come to
   * it.
   *
   * @param endedBefore days that are not over at this time are left out
   */
  Map<LocalDate, Long> missing(Instant endedBefore);

  /**
   * Builds the index of a day, while entries may come to it. Takes some 35 microseconds an entry.
   *
   * @return false if another server builds one at the moment
   */
  boolean build(LocalDate day);

  /** Gives up what is being built. It will be missing. */
  @Override
  void close();
}
