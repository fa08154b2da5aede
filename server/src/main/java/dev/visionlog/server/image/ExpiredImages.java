package dev.visionlog.server.image;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Images whose time is over.
 *
 * @param bytes as their rows say. The disk may get fewer back, where images share their bytes
 * @param oldest time of a row; null if there are none
 * @param newest time of a row; null if there are none
 */
public record ExpiredImages(
    long count, long bytes, @Nullable Instant oldest, @Nullable Instant newest) {

  static final ExpiredImages NONE = new ExpiredImages(0, 0, null, null);

  /** With one more, which is not older. */
  ExpiredImages with(ImageRow row) {
    return new ExpiredImages(
        count + 1, bytes + row.bytes(), oldest == null ? row.time() : oldest, row.time());
  }
}
