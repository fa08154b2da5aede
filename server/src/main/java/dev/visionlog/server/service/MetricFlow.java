package dev.visionlog.server.service;

import dev.visionlog.server.pipeline.MetricCounters;
import dev.visionlog.server.store.MetricStore;

/** The way of one kind of metrics: its store, and the account of what came in. */
public record MetricFlow<S>(MetricStore<S> store, MetricCounters counters) {

  public MetricFlow(MetricStore<S> store) {
    this(store, new MetricCounters());
  }
}
