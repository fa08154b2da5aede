package dev.visionlog.bridge.metrics;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.logging.RequestLog;
import com.linecorp.armeria.common.logging.RequestLogProperty;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;

/** Counts what the bridge does, and shows it at {@code /metrics}. For all threads. */
public final class Metrics implements AutoCloseable {
  private static final MediaType TEXT = MediaType.parse("text/plain; version=0.0.4; charset=utf-8");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics gc = new JvmGcMetrics();

  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    gc.bindTo(registry);
  }

  /** Where others register what they count. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Answers with all numbers as text. */
  public HttpService service() {
    return (context, request) -> HttpResponse.of(HttpStatus.OK, TEXT, registry.scrape());
  }

  /**
   * Counts requests by their route and their status, and times them until the answer begins: a
   * stream of events goes on for hours after that.
   */
  public DecoratingHttpServiceFunction requests() {
    return this::count;
  }

  private HttpResponse count(
      HttpService service, ServiceRequestContext context, HttpRequest request) throws Exception {
    context
        .log()
        .whenAvailable(RequestLogProperty.RESPONSE_HEADERS)
        .thenAccept(log -> count(context, log));
    return service.serve(context, request);
  }

  private void count(ServiceRequestContext context, RequestLog log) {
    Timer.builder("visionlog.web.requests")
        .description("Requests, and how long their answers took to begin")
        .tag("route", context.config().route().patternString())
        .tag("method", context.method().name())
        .tag("status", log.responseHeaders().status().codeAsText())
        .register(registry)
        .record(System.nanoTime() - log.requestStartTimeNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    gc.close();
    registry.close();
  }
}
