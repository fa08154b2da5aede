package dev.visionlog.server.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One figure of a series.
 *
 * @param <S> what tells one series from another: {@link ModelSeries} or {@link SystemSeries}
 * @param id unique among all metrics; 0 until it is stored
 * @param time by the writer's clock, in whole microseconds
 * @param receivedTime by the server's clock, in whole microseconds
 * @param value finite, at most {@link #LARGEST} either way
 * @param extraJson a JSON object as text that PostgreSQL accepts as {@code jsonb}; figures of
 *     systems have none
 */
public record Metric<S>(
    long id,
    Instant time,
    Instant receivedTime,
    S series,
    double value,
    @Nullable String extraJson) {

  /** So large that a sum of a hundred million of them is still finite. */
  public static final double LARGEST = 1e300;
}
