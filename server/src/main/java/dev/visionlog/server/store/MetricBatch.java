package dev.visionlog.server.store;

import dev.visionlog.server.model.Metric;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Figures to store together.
 *
 * @param metrics those that can be stored
 * @param places where each of them stood in the request
 * @param size how many the request had
 * @param requestId makes the request safe to repeat
 */
public record MetricBatch<S>(
    List<Metric<S>> metrics, int[] places, int size, Optional<UUID> requestId) {}
