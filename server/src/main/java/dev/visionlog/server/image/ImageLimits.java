package dev.visionlog.server.image;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long and how many images are kept. Where several apply, the strictest counts.
 *
 * @param keep images that are older go; null to keep them for ever
 * @param mostBytes when all images together have more, the oldest go; 0 for no bound. Images that
 *     share their bytes count each
 * @param minFreeBytes when the disk has less left, the oldest go, as many as have the bytes that
 *     are missing; 0 for no bound
 */
public record ImageLimits(@Nullable Duration keep, long mostBytes, long minFreeBytes) {

  public ImageLimits {
    if (mostBytes < 0 || minFreeBytes < 0 || (keep != null && keep.isNegative())) {
      throw new IllegalArgumentException("Limits of images must not be negative");
    }
  }
}
