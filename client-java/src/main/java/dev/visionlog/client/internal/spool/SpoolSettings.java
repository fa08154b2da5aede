package dev.visionlog.client.internal.spool;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where a spool lies and how large it may become. The limits hold for one writer; several processes
 * may share the folder, each with a writer of its own.
 *
 * @param folder the folder of all writers; made when it is missing
 * @param maxBytes what one writer's files may take; beyond it the oldest batches go
 * @param maxAge how long a batch waits at least before it is given up; it may stay up to an eighth
 *     longer
 * @param minFreeBytes what must stay free on the disk; below it nothing new is taken
 * @param segmentBytes about the size of one file; with a small {@code maxBytes} files are smaller,
 *     so that never more than about a quarter goes at once
 */
public record SpoolSettings(
    Path folder, long maxBytes, Duration maxAge, long minFreeBytes, long segmentBytes) {

  /** The usual size of one file. */
  public static final long USUAL_SEGMENT_BYTES = 8L << 20;

  private static final Duration LONGEST = Duration.ofDays(36_500);

  /**
   * @throws IllegalArgumentException if a limit makes no sense
   */
  public SpoolSettings {
    require(maxBytes > 0, "maxBytes must be positive: " + maxBytes);
    require(maxAge.compareTo(Duration.ZERO) > 0, "maxAge must be positive: " + maxAge);
    require(maxAge.compareTo(LONGEST) <= 0, "maxAge must be at most 36500 days: " + maxAge);
    require(minFreeBytes >= 0, "minFreeBytes must not be negative: " + minFreeBytes);
    require(segmentBytes > 0, "segmentBytes must be positive: " + segmentBytes);
  }

  /** The size at which a file is followed by the next. */
  long segmentLimit() {
    return Math.min(segmentBytes, maxBytes / 4);
  }

  /** The age at which a file is followed by the next, so that its batches are of about one age. */
  Duration segmentAge() {
    return maxAge.dividedBy(8);
  }

  /** The age of a file all of whose batches are too old. */
  Duration expiredAge() {
    return maxAge.plus(segmentAge());
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
