package dev.visionlog.server.retention;

import dev.visionlog.server.store.SearchIndexes;
import dev.visionlog.server.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Indexes days for substring searches once they are over and no more entries come to them: a day
 * that is being imported waits. Several servers may do this at the same time.
 */
public final class SearchIndexWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SearchIndexWorker.class);

  /** What devices had in their spools at midnight has come by then. */
  private static final Duration AFTER_MIDNIGHT = Duration.ofHours(1);

  private static final Duration EVERY = Duration.ofMinutes(1);

  private final SearchIndexes indexes;
  private final Clock clock;
  private Map<LocalDate, Long> seen = Map.of();
  private final AtomicInteger missing = new AtomicInteger();
  private boolean warned;
  private final ScheduledExecutorService timer = Timers.named("search-index");

  public SearchIndexWorker(SearchIndexes indexes, Clock clock) {
    this.indexes = indexes;
    this.clock = clock;
  }

  public void start() {
    timer.scheduleWithFixedDelay(this::work, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How many days that are over have no index. For all threads. */
  public int missing() {
    return missing.get();
  }

  private void work() {
    try {
      run();
    } catch (StoreUnavailableException away) {
      LOG.debug("Days are indexed later", away);
    } catch (RuntimeException error) {
      warn(error);
    }
  }

  /** Once: the database may not have the extension, or not give it to us. */
  private void warn(RuntimeException error) {
    if (!warned && !timer.isShutdown()) {
      LOG.warn("Days cannot be indexed; searching them for words takes longer", error);
      warned = true;
    }
  }

  /** Indexes the days to which nothing has come since the last time. */
  public void run() {
    Instant moment = clock.instant().minus(AFTER_MIDNIGHT);
    Map<LocalDate, Long> before = seen;
    seen = indexes.missing(moment);
    missing.set(seen.size());
    for (Map.Entry<LocalDate, Long> day : seen.entrySet()) {
      if (timer.isShutdown()) {
        return;
      }
      if (day.getValue().equals(before.get(day.getKey()))) {
        index(day.getKey());
      }
    }
  }

  private void index(LocalDate day) {
    long begun = System.nanoTime();
    if (indexes.build(day)) {
      missing.decrementAndGet();
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
      LOG.info("Indexed {} for searches in {} ms", day, millis);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    indexes.close();
  }
}
