package dev.visionlog.server.image;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Compares the files of a store with the rows that have images, page by page, in memory that does
 * not grow with them. May run while images are saved and deleted, and on several servers at once.
 *
 * <p>A row follows its file, so that a file which is younger than the grace period may still wait
 * for its row. To save an image again makes its file young.
 */
public final class ImageSweep {
  private final ImageStore store;
  private final ImageRows rows;
  private final Clock clock;
  private final Duration grace;

  /**
   * @param grace longer than it may take from saving an image to committing its row, with all new
   *     attempts; an hour is plenty
   */
  public ImageSweep(ImageStore store, ImageRows rows, Clock clock, Duration grace) {
    this.store = store;
    this.rows = rows;
    this.clock = clock;
    this.grace = grace;
  }

  /**
   * Looks, and changes nothing.
   *
   * @throws ImageStoreException if the store cannot be read
   */
  public SweepReport survey() {
    return run(false);
  }

  /**
   * Deletes files that no row has and what else nobody needs, and marks rows without their file.
   *
   * @return what was found before
   * @throws ImageStoreException if the store cannot be read or changed
   */
  public SweepReport mend() {
    return run(true);
  }

  private SweepReport run(boolean mend) {
    try {
      Instant limit = clock.instant().minus(grace);
      RowSweep rowSweep = new RowSweep(store.files().folder(), rows);
      boolean rowsMended = rowSweep.run(mend);
      FileSweep fileSweep = new FileSweep(store.files(), rows, limit, mend);
      fileSweep.run();
      LeftoverSweep leftovers = new LeftoverSweep(store.files(), limit, mend);
      leftovers.run();
      return new SweepReport(
          fileSweep.files(),
          rowSweep.rows(),
          fileSweep.withoutRow(),
          rowSweep.withoutFile(),
          rowSweep.ids(),
          leftovers.temporary(),
          leftovers.unreferenced(),
          mend,
          rowsMended);
    } catch (IOException error) {
      throw new ImageStoreException("The image store cannot be compared with its rows", error);
    }
  }
}
