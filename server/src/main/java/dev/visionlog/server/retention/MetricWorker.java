package dev.visionlog.server.retention;

import dev.visionlog.server.store.MetricStore;
import dev.visionlog.server.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets old metrics go, at the start and then at an interval. What it has done it says in the log
 * that it keeps. Several servers may do this at the same time.
 */
public final class MetricWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MetricWorker.class);
  private static final Duration REQUESTS_KEPT = Duration.ofDays(1);

  private final List<MetricStore<?>> stores;
  private final Supplier<Optional<Duration>> keep;
  private final Clock clock;
  private final Consumer<String> report;
  private final ScheduledExecutorService timer = Timers.named("metric-retention");

  /**
   * @param keep how long metrics are kept from their receipt; empty for ever
   * @param report takes what it has done, as a sentence for people
   */
  public MetricWorker(
      List<MetricStore<?>> stores,
      Supplier<Optional<Duration>> keep,
      Clock clock,
      Consumer<String> report) {
    this.stores = List.copyOf(stores);
    this.keep = keep;
    this.clock = clock;
    this.report = report;
  }

  public void start(Duration interval) {
    timer.scheduleWithFixedDelay(this::work, 1_000, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void work() {
    try {
      run();
    } catch (StoreUnavailableException away) {
      LOG.warn("Retention of metrics could not run; it will try again");
    } catch (RuntimeException error) {
      LOG.error("Retention of metrics failed", error);
    }
  }

  /** Applies the settings now; returns how many metrics were deleted. */
  public long run() {
    Instant now = clock.instant();
    Optional<Instant> moment = keep.get().map(now::minus);
    long deleted = 0;
    for (MetricStore<?> store : stores) {
      store.forgetRequests(now.minus(REQUESTS_KEPT));
      deleted += moment.map(m -> store.deleteReceivedBefore(m, now, timer::isShutdown)).orElse(0L);
    }
    if (deleted > 0) {
      report.accept("Retention deleted " + deleted + " metrics");
    }
    return deleted;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
