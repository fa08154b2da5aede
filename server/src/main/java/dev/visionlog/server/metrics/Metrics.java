package dev.visionlog.server.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
  public Metrics(int port, PipelineCounters counters, IngestPipeline pipeline, TailHub tails) {
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    gc.bindTo(registry);
    bind(counters, pipeline);
    bind(tails);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException error) {
      throw new UncheckedIOException("Port " + port + " for metrics cannot be used", error);
    }
    server.createContext("/metrics", this::answer);
    server.start();
  }

  private void bind(PipelineCounters counters, IngestPipeline pipeline) {
    entries("received", counters.received);
    entries("stored", counters.stored);
    entries("suppressed", counters.suppressed);
    entries("rejected", counters.rejected);
    entries("duplicate", counters.duplicate);
    entries("failed", counters.failed);
    Gauge.builder("visionlog.ingest.buffered.entries", counters.buffered, LongAdder::sum)
        .description("Entries that wait for their commit")
        .register(registry);
    Gauge.builder("visionlog.ingest.buffered.bytes", pipeline, IngestPipeline::bufferedBytes)
        .description("Bytes of the entries that wait for their commit")
        .register(registry);
    FunctionCounter.builder("visionlog.ingest.transactions", counters.transactions, LongAdder::sum)
        .description("Ingest transactions")
        .register(registry);
    Gauge.builder("visionlog.store.available", pipeline, p -> p.isStoreAway() ? 0 : 1)
        .description("1 while entries can be stored, 0 while the database is away")
        .register(registry);
  }

  private void entries(String outcome, LongAdder counter) {
    FunctionCounter.builder("visionlog.ingest.entries", counter, LongAdder::sum)
        .tag("outcome", outcome)
        .description("Entries that came in, by what became of them")
        .register(registry);
  }

  /** Also shows what became of the metrics of one kind that were to be recorded. */
  public void recorded(String kind, MetricCounters counters) {
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

  private void bind(TailHub tails) {
    Gauge.builder("visionlog.tail.streams", tails, TailHub::tails)
        .description("Open tails")
        .register(registry);
    Gauge.builder("visionlog.tail.buffered.bytes", tails, TailHub::bufferedBytes)
        .description("Bytes of the commits that tails read from memory")
        .register(registry);
    Gauge.builder("visionlog.tail.head.position", tails, TailHub::head)
        .description("Position of the newest entry")
        .register(registry);
    FunctionCounter.builder("visionlog.tail.gaps", tails, TailHub::gapCount)
        .description("Gaps that slow tails were given")
        .register(registry);
    FunctionCounter.builder("visionlog.tail.skipped.entries", tails, TailHub::skippedCount)
        .description("Matching entries in those gaps")
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
