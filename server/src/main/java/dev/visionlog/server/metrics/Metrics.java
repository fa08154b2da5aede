package dev.visionlog.server.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.visionlog.server.image.ImageCounters;
import dev.visionlog.server.image.ImageOutcome;
import dev.visionlog.server.image.ImageStore;
import dev.visionlog.server.image.ImageStoreException;
import dev.visionlog.server.image.codec.Refusal;
import dev.visionlog.server.pipeline.IngestPipeline;
import dev.visionlog.server.pipeline.MetricCounters;
import dev.visionlog.server.pipeline.PipelineCounters;
import dev.visionlog.server.tail.TailHub;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Counts what the server does and shows it at {@code /metrics} on loopback, if there is a port for
 * it.
 */
public final class Metrics implements AutoCloseable {
  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics gc = new JvmGcMetrics();
  private final HttpServer server;

  /** Listens until closed. */
  public Metrics(int port) {
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    gc.bindTo(registry);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException error) {
      throw new UncheckedIOException("Port " + port + " for metrics cannot be used", error);
    }
    server.createContext("/metrics", this::answer);
    server.start();
  }

  /**
   * @param kind of entries: logs or predictions
   */
  public void bind(String kind, PipelineCounters counters, IngestPipeline<?> pipeline) {
    entries(kind, "received", counters.received);
    entries(kind, "stored", counters.stored);
    entries(kind, "suppressed", counters.suppressed);
    entries(kind, "rejected", counters.rejected);
    entries(kind, "duplicate", counters.duplicate);
    entries(kind, "failed", counters.failed);
    Gauge.builder("visionlog.ingest.buffered.entries", counters.buffered, LongAdder::sum)
        .tag("kind", kind)
        .description("Entries that wait for their commit")
        .register(registry);
    Gauge.builder("visionlog.ingest.buffered.bytes", pipeline, IngestPipeline::bufferedBytes)
        .tag("kind", kind)
        .description("Bytes of the entries that wait for their commit")
        .register(registry);
    FunctionCounter.builder("visionlog.ingest.transactions", counters.transactions, LongAdder::sum)
        .tag("kind", kind)
        .description("Ingest transactions")
        .register(registry);
    Gauge.builder("visionlog.store.available", pipeline, p -> p.isStoreAway() ? 0 : 1)
        .tag("kind", kind)
        .description("1 while entries can be stored, 0 while the database is away")
        .register(registry);
  }

  private void entries(String kind, String outcome, LongAdder counter) {
    FunctionCounter.builder("visionlog.ingest.entries", counter, LongAdder::sum)
        .tag("kind", kind)
        .tag("outcome", outcome)
        .description("Entries that came in, by what became of them")
        .register(registry);
  }

  /**
   * @param kind of metrics that are recorded: model_performance or system_metrics
   */
  public void bind(String kind, MetricCounters counters) {
    recorded(kind, "received", counters.received);
    recorded(kind, "stored", counters.stored);
    recorded(kind, "rejected", counters.rejected);
    recorded(kind, "duplicate", counters.duplicate);
    recorded(kind, "failed", counters.failed);
  }

  private void recorded(String kind, String outcome, LongAdder counter) {
    FunctionCounter.builder("visionlog.recorded.metrics", counter, LongAdder::sum)
        .tag("kind", kind)
        .tag("outcome", outcome)
        .description("Metrics that were to be recorded, by what became of them")
        .register(registry);
  }

  /**
   * @param kind of entries: logs or predictions
   */
  public void bind(String kind, TailHub<?> tails) {
    Gauge.builder("visionlog.tail.streams", tails, TailHub::tails)
        .tag("kind", kind)
        .description("Open tails")
        .register(registry);
    Gauge.builder("visionlog.tail.buffered.bytes", tails, TailHub::bufferedBytes)
        .tag("kind", kind)
        .description("Bytes of the commits that tails read from memory")
        .register(registry);
    Gauge.builder("visionlog.tail.head.position", tails, TailHub::head)
        .tag("kind", kind)
        .description("Position of the newest entry")
        .register(registry);
    FunctionCounter.builder("visionlog.tail.gaps", tails, TailHub::gapCount)
        .tag("kind", kind)
        .description("Gaps that slow tails were given")
        .register(registry);
    FunctionCounter.builder("visionlog.tail.skipped.entries", tails, TailHub::skippedCount)
        .tag("kind", kind)
        .description("Matching entries in those gaps")
        .register(registry);
  }

  public void bindUnindexedDays(Supplier<Number> days) {
    Gauge.builder("visionlog.search.unindexed.days", days)
        .description("Days that are over and not indexed for substring searches yet")
        .register(registry);
  }

  public void bind(ImageStore images) {
    ImageCounters counters = images.counters();
    images("saved", counters, ImageCounters::saved);
    images("reused", counters, ImageCounters::reused);
    images("refused", counters, c -> Stream.of(Refusal.values()).mapToLong(c::refused).sum());
    images(
        "failed",
        counters,
        c -> Stream.of(ImageOutcome.Trouble.values()).mapToLong(c::unavailable).sum());
    FunctionCounter.builder("visionlog.image.written.bytes", counters, ImageCounters::bytesWritten)
        .description("Bytes of images that were written")
        .register(registry);
    FunctionCounter.builder("visionlog.image.codec.waits", images, ImageStore::codecWaits)
        .description("Images that had to wait until others were decoded or encoded")
        .register(registry);
    Gauge.builder("visionlog.image.free.bytes", images, Metrics::freeBytes)
        .description("What the disk of the images has left; nothing if it does not say")
        .register(registry);
  }

  private static double freeBytes(ImageStore images) {
    try {
      return images.freeBytes();
    } catch (ImageStoreException unknown) {
      return Double.NaN;
    }
  }

  private void images(
      String outcome, ImageCounters counters, ToDoubleFunction<ImageCounters> count) {
    FunctionCounter.builder("visionlog.image.images", counters, count)
        .tag("outcome", outcome)
        .description("Images that came in, by what became of them")
        .register(registry);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] text = registry.scrape().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
    exchange.sendResponseHeaders(200, text.length);
    exchange.getResponseBody().write(text);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    gc.close();
    registry.close();
  }
}
