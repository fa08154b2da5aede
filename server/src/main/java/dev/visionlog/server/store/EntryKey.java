package dev.visionlog.server.store;

import java.time.Instant;

/**
 * A place in the order of time: that of an entry, or just before or after all entries of a time.
 */
public record EntryKey(Instant time, long id) {}
