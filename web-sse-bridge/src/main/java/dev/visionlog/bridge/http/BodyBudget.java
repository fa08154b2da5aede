package dev.visionlog.bridge.http;

import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of large bodies may be in memory at once: who comes when there is no room is asked
 * to come again. For all threads.
 */
public final class BodyBudget {
  private static final HttpError FULL =
      new HttpError(
          HttpStatus.TOO_MANY_REQUESTS,
          "Too many large bodies at once; try again",
          "BODIES_FULL",
          List.of(),
          Optional.of(1L));

  private final long limitBytes;
  private final AtomicLong taken = new AtomicLong();
  private final Counter refused;

  public BodyBudget(long limitBytes, MeterRegistry registry) {
    this.limitBytes = limitBytes;
    this.refused =
        Counter.builder("visionlog.web.bodies.refused")
            .description("Requests refused because too many large bodies were in memory")
            .register(registry);
    Gauge.builder("visionlog.web.bodies.bytes", taken, AtomicLong::get)
        .description("Bytes of large bodies in memory")
        .register(registry);
  }

  /**
   * The same service within the budget.
   *
   * @param mostBytes of one body
   */
  HttpService guard(HttpService service, long mostBytes) {
    return (context, request) -> {
      long announced = request.headers().contentLength();
      long bytes = announced < 0 ? mostBytes : Math.min(announced, mostBytes);
      if (!take(bytes)) {
        refused.increment();
        return Envelope.error(FULL);
      }
      context.log().whenComplete().thenRun(() -> taken.addAndGet(-bytes));
      return service.serve(context, request);
    };
  }

  private boolean take(long bytes) {
    if (taken.addAndGet(bytes) <= limitBytes) {
      return true;
    }
    taken.addAndGet(-bytes);
    return false;
  }
}
