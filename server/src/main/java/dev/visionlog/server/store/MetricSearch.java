package dev.visionlog.server.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Which figures are looked for.
 *
 * @param series what they must have; what is empty in it may be anything
 * @param start of this time or later
 * @param end before this time
 * @param after only what comes after this place, with the newest first
 * @param limit the length of a page, at least 1
 */
public record MetricSearch<S>(
    S series,
    Optional<Instant> start,
    Optional<Instant> end,
    Optional<EntryKey> after,
    int limit) {}
