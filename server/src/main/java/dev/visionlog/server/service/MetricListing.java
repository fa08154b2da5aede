package dev.visionlog.server.service;

import com.google.protobuf.MessageLite;
import dev.visionlog.server.model.Metric;
import dev.visionlog.server.model.MetricSpan;
import dev.visionlog.server.store.EntryKey;
import dev.visionlog.server.store.MetricPage;
import dev.visionlog.server.store.MetricSearch;
import dev.visionlog.server.store.MetricStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One page of a list of metrics, as messages that fit into an answer. */
final class MetricListing<S> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final MetricStore<S> store;
  private final MetricSearch<S> search;
  private final String identity;

  /**
   * @param identity a text that is the same for equal searches
   */
  MetricListing(MetricStore<S> store, MetricSearch<S> search, String identity) {
    this.store = store;
    this.search = search;
    this.identity = identity;
  }

  /**
   * @param token where to go on; empty if there is nothing more
   */
  record Page<M>(List<M> messages, String token) {}

  <M extends MessageLite> Page<M> metrics(Function<Metric<S>, M> message) {
    return page(
        store.list(search, Calls.budget(PATIENCE)),
        message,
        metric -> new EntryKey(metric.time(), metric.id()));
  }

  <M extends MessageLite> Page<M> spans(Duration width, Function<MetricSpan<S>, M> message) {
    return page(
        store.spans(search, width, Calls.budget(PATIENCE)),
        message,
        span -> new EntryKey(span.start(), span.seriesNumber()));
  }

  /** What does not fit into one message comes with the next page. */
  private <T, M extends MessageLite> Page<M> page(
      MetricPage<T> found, Function<T, M> message, Function<T, EntryKey> key) {
    List<M> messages = found.items().stream().map(message).toList();
    int fitting = MessageSize.fitting(messages);
    Optional<EntryKey> next =
        fitting == messages.size()
            ? found.next()
            : Optional.of(key.apply(found.items().get(fitting - 1)));
    return new Page<>(
        messages.subList(0, fitting), next.map(k -> PageToken.write(k, identity)).orElse(""));
  }
}
