package dev.visionlog.server.filter;

import dev.visionlog.server.model.LogEntry;

/** A compiled part of a filter. */
@FunctionalInterface
interface EntryTest {

  /**
   * @param extra the entry's extra data, as far as the filter asks for it
   */
  boolean test(LogEntry entry, ExtraData extra);
}
