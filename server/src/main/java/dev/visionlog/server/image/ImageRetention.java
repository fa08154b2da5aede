package dev.visionlog.server.image;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the images of old rows go; the rows stay. A row is marked before its file is deleted, so
 * that a crash in between leaves a file without a row, which the {@link ImageSweep} deletes.
 */
public final class ImageRetention {
  private static final Logger LOG = LoggerFactory.getLogger(ImageRetention.class);
  private static final int PAGE = 500;

  private final ImageStore store;
  private final ImageRows rows;
  private final Clock clock;

  public ImageRetention(ImageStore store, ImageRows rows, Clock clock) {
    this.store = store;
    this.rows = rows;
    this.clock = clock;
  }

  /** Applies the limits now, and says what has gone. */
  public ExpiredImages run(ImageLimits limits) {
    return expire(limits, this::remove);
  }

  /** What {@link #run} would let go. */
  public ExpiredImages dryRun(ImageLimits limits) {
    return expire(limits, page -> {});
  }

  private ExpiredImages expire(ImageLimits limits, Consumer<List<ImageRow>> action) {
    Expiry expiry = new Expiry(limits, clock.instant(), rows.totalBytes(), store.freeBytes());
    @Nullable ImageRow last = null;
    while (true) {
      List<ImageRow> page = rows.oldestFirst(last, PAGE);
      List<ImageRow> expired = expiry.take(page);
      if (!expired.isEmpty()) {
        action.accept(expired);
      }
      if (page.isEmpty() || expired.size() < page.size()) {
        return expiry.expired();
      }
      last = page.get(page.size() - 1);
    }
  }

  private void remove(List<ImageRow> expired) {
    List<String> paths = expired.stream().map(ImageRow::path).distinct().toList();
    rows.markExpired(paths);
    paths.forEach(this::delete);
  }

  private void delete(String path) {
    try {
      store.delete(path);
    } catch (ImageStoreException error) {
      LOG.warn("{} stays until the sweep finds it", path, error);
    }
  }
}
