package dev.visionlog.server.filter;

/** A compiled part of a filter for one kind of entries. */
@FunctionalInterface
interface EntryTest<E> {

  /**
   * @param extra the entry's extra data, as far as the filter asks for it
   */
  boolean test(E entry, ExtraData extra);
}
