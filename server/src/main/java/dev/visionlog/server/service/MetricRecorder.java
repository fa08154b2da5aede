package dev.visionlog.server.service;

import dev.visionlog.server.model.Metric;
import dev.visionlog.server.pipeline.MetricCounters;
import dev.visionlog.server.store.MetricBatch;
import dev.visionlog.server.store.MetricStore;
import dev.visionlog.server.store.RecordedMetrics;
import dev.visionlog.v1.EntryError;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Checks and stores one kind of metrics. For all threads.
 *
 * @param <P> the kind in the contract
 * @param <S> its series
 */
final class MetricRecorder<P, S> {
  private static final int MAX_METRICS = 10_000;
  private static final String REFUSED =
      "The database cannot hold a value of this metric, such as a number out of its range";

  private final MetricStore<S> store;
  private final Reader<P, S> reader;
  private final MetricCounters counters;
  private final Clock clock;

  /** Reads one metric. */
  interface Reader<P, S> {
    Metric<S> read(P given, Instant received) throws BadEntryException;
  }

  /**
   * What became of a request.
   *
   * @param ids for each metric; 0 for one that was rejected
   */
  record Recorded(List<Long> ids, List<EntryError> errors) {}

  MetricRecorder(MetricFlow<S> flow, Reader<P, S> reader, Clock clock) {
    this.store = flow.store();
    this.reader = reader;
    this.counters = flow.counters();
    this.clock = clock;
  }

  /** Returns when what is good is durable. Throws if nothing is, or if the request is wrong. */
  Recorded record(List<P> given, String requestId) {
    if (given.isEmpty() || given.size() > MAX_METRICS) {
      throw ApiErrors.badField(
          "metrics", given.size() + " metrics; 1 to " + MAX_METRICS + " are allowed");
    }
    Optional<UUID> request =
        requestId.isEmpty() ? Optional.empty() : Optional.of(Uuids.parse("request_id", requestId));
    List<EntryError> errors = new ArrayList<>();
    MetricBatch<S> batch = read(given, request, errors);
    counters.received.add(given.size());
    counters.rejected.add(errors.size());
    if (batch.metrics().isEmpty()) {
      throw CreateCall.allBad(errors);
    }
    return answer(store(batch), errors);
  }

  private MetricBatch<S> read(List<P> given, Optional<UUID> request, List<EntryError> errors) {
    Instant received = Times.micros(clock.instant());
    List<Metric<S>> metrics = new ArrayList<>(given.size());
    int[] places = new int[given.size()];
    for (int i = 0; i < given.size(); i++) {
      try {
        places[metrics.size()] = i;
        metrics.add(reader.read(given.get(i), received));
      } catch (BadEntryException bad) {
        errors.add(EntryErrors.of(i, "metrics[" + i + "]." + bad.field(), bad.description()));
      }
    }
    return new MetricBatch<>(metrics, places, given.size(), request);
  }

  private long[] store(MetricBatch<S> batch) {
    try {
      RecordedMetrics recorded = store.record(batch);
      count(recorded, batch.metrics().size());
      return recorded.ids();
    } catch (RuntimeException error) {
      counters.failed.add(batch.metrics().size());
      throw error;
    }
  }

  private void count(RecordedMetrics recorded, int good) {
    if (recorded.duplicate()) {
      counters.duplicate.add(good);
      return;
    }
    long refused =
        Arrays.stream(recorded.ids()).filter(id -> id == RecordedMetrics.REFUSED).count();
    counters.rejected.add(refused);
    counters.stored.add(good - refused);
  }

  private static Recorded answer(long[] ids, List<EntryError> errors) {
    List<EntryError> all = new ArrayList<>(errors);
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] == RecordedMetrics.REFUSED) {
        all.add(EntryErrors.refused(i, "metrics", REFUSED));
      }
    }
    if (all.size() == ids.length) {
      throw CreateCall.allBad(all);
    }
    return new Recorded(Arrays.stream(ids).map(id -> Math.max(0, id)).boxed().toList(), all);
  }
}
