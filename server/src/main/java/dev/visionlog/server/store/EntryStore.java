package dev.visionlog.server.store;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.model.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds entries. */
public interface EntryStore<E extends Entry<E>> {

  Optional<E> get(long id);

  EntryPage<E> search(EntrySearch search);

  /**
   * How many entries match. Exact and cheap if the filter is of level, source, camera and time
   * alone; otherwise counted up to a bound.
   */
  Total count(Filter filter, Duration budget);

  /** How many entries match, however long it takes. */
  long countAll(Filter filter);

  /**
   * The next matching entries, oldest first, for reading everything piece by piece.
   *
   * @param receivedBy leaves out what was received later, so that reading comes to an end
   */
  List<E> scan(Filter filter, Optional<EntryKey> after, Instant receivedBy, int limit);
}
