package dev.visionlog.server.store;

import java.util.List;
import java.util.Optional;

/**
 * A page of a list.
 *
 * @param next where to go on; empty if there is nothing more
 */
public record MetricPage<T>(List<T> items, Optional<EntryKey> next) {}
