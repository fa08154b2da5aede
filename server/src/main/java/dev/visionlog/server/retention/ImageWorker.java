package dev.visionlog.server.retention;

import dev.visionlog.server.image.ExpiredImages;
import dev.visionlog.server.image.ImageLimits;
import dev.visionlog.server.image.ImageRetention;
import dev.visionlog.server.image.ImageStoreException;
import dev.visionlog.server.store.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets old images go, every minute: a disk fills up faster than entries age. What it has done it
 * says in the log that it keeps. Several servers may do this at the same time.
 */
public final class ImageWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ImageWorker.class);
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final ImageRetention retention;
  private final Supplier<ImageLimits> limits;
  private final Consumer<String> report;
  private final ScheduledExecutorService timer = Timers.named("image-retention");

  /**
   * @param report takes what it has done, as a sentence for people
   */
  public ImageWorker(
      ImageRetention retention, Supplier<ImageLimits> limits, Consumer<String> report) {
    this.retention = retention;
    this.limits = limits;
    this.report = report;
  }

  public void start() {
    timer.scheduleWithFixedDelay(this::run, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    try {
      ExpiredImages expired = retention.run(limits.get());
      if (expired.count() > 0) {
        report.accept(
            "Retention deleted " + expired.count() + " images of " + expired.bytes() + " bytes");
      }
    } catch (StoreUnavailableException | ImageStoreException away) {
      LOG.debug("Old images could not be looked for; it is tried again", away);
    } catch (RuntimeException error) {
      LOG.error("Retention of images failed", error);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
