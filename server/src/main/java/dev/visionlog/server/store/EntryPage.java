package dev.visionlog.server.store;

import dev.visionlog.server.model.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a search has found.
 *
 * @param next where to go on; empty if there is nothing more
 * @param searchedUntil how far the search has come, if it ran out of time before the page was full
 */
public record EntryPage<E extends Entry<E>>(
    List<E> entries, Optional<EntryKey> next, Optional<Instant> searchedUntil) {}
