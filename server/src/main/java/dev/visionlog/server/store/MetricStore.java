package dev.visionlog.server.store;

import dev.visionlog.server.model.Metric;
import dev.visionlog.server.model.MetricSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Keeps figures over time. For all threads.
 *
 * @param <S> what tells one series from another
 */
public interface MetricStore<S> {

  /** Stores a batch in one transaction, and returns when it is durable. */
  RecordedMetrics record(MetricBatch<S> batch);

  /**
   * A page of figures, the newest first.
   *
   * @throws SearchTooLongException if the budget is not enough
   */
  MetricPage<Metric<S>> list(MetricSearch<S> search, Duration budget);

  /**
   * A page of what figures come to in spans, the newest span first. It looks at as many spans in
   * time as it may return, so that it can be short although there is more.
   *
   * @param width of a span; spans begin at whole multiples of it from {@link #ORIGIN} on
   * @throws SearchTooLongException if the budget is not enough
   */
  MetricPage<MetricSpan<S>> spans(MetricSearch<S> search, Duration width, Duration budget);

  /** A Monday, so that spans of a week begin on one. */
  Instant ORIGIN = Instant.parse("2001-01-01T00:00:00Z");

  /** Forgets answers to old requests. */
  void forgetRequests(Instant before);

  /**
   * Deletes what was received before a moment, some thousand at a time.
   *
   * @param now figures whose own time is between the moment and now are known to be younger
   * @return how many were deleted
   */
  long deleteReceivedBefore(Instant moment, Instant now, BooleanSupplier cancelled);
}
