package dev.visionlog.server.image;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides which images go: the oldest, until none is too old and enough bytes are gone. Looks at
 * each row once, the oldest first. For one thread; knows no disk and no clock.
 */
final class Expiry {
  private final @Nullable Instant cutoff;
  private long bytesToGo;
  private ExpiredImages expired = ExpiredImages.NONE;

  /**
   * @param totalBytes of all images
   * @param freeBytes of the disk
   */
  Expiry(ImageLimits limits, Instant now, long totalBytes, long freeBytes) {
    this.cutoff = limits.keep() == null ? null : now.minus(limits.keep());
    long tooMany = limits.mostBytes() == 0 ? 0 : totalBytes - limits.mostBytes();
    this.bytesToGo = Math.max(tooMany, limits.minFreeBytes() - freeBytes);
  }

  /** The rows at the beginning of these that go. If it is not all of them, no later one goes. */
  List<ImageRow> take(List<ImageRow> rows) {
    return rows.stream().takeWhile(this::takes).toList();
  }

  private boolean takes(ImageRow row) {
    boolean old = cutoff != null && row.time().isBefore(cutoff);
    boolean takes = old || bytesToGo > 0;
    if (takes) {
      bytesToGo -= row.bytes();
      expired = expired.with(row);
    }
    return takes;
  }

  /** All that were taken. */
  ExpiredImages expired() {
    return expired;
  }
}
