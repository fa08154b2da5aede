package dev.visionlog.server.model;

import java.time.Instant;

/**
 * What the figures of one series come to in a span of time.
 *
 * @param start the span's beginning
 * @param seriesNumber the same for the same series, for an order within a span
 * @param last the newest of them
 */
public record MetricSpan<S>(
    Instant start,
    long seriesNumber,
    Metric<S> last,
    long count,
    double min,
    double max,
    double average) {}
