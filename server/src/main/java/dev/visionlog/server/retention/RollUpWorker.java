package dev.visionlog.server.retention;

import dev.visionlog.server.store.CountRollUp;
import dev.visionlog.server.store.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves counts of new commits to where they are added up, every second. Reads are exact all the
 * time.
 */
public final class RollUpWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RollUpWorker.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final CountRollUp counts;
  private final ScheduledExecutorService timer = Timers.named("roll-up");

  public RollUpWorker(CountRollUp counts) {
    this.counts = counts;
    timer.scheduleWithFixedDelay(this::run, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    try {
      while (counts.rollUp() > 0 && !timer.isShutdown()) {
        // Until nothing is left.
      }
    } catch (StoreUnavailableException away) {
      LOG.debug("Counts are rolled up later", away);
    } catch (RuntimeException error) {
      LOG.error("Counts could not be rolled up", error);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
