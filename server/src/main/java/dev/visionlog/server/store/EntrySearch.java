package dev.visionlog.server.store;

import dev.visionlog.server.filter.Filter;
import java.time.Duration;
import java.util.Optional;

/**
 * A search for one page.
 *
 * @param newestFirst the order, by time and id
 * @param after only what comes after this place in that order
 * @param skip so many matches are passed over first
 * @param limit the length of the page, at least 1
 * @param budget after this time the search returns what it has found
 */
public record EntrySearch(
    Filter filter,
    boolean newestFirst,
    Optional<EntryKey> after,
    int skip,
    int limit,
    Duration budget) {}
