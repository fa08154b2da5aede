package dev.visionlog.client.internal.spool;

import dev.visionlog.client.DropReason;
import java.time.Instant;

/**
 * Keeps a spool within its bytes and its age by giving up the oldest batches. Those that were
 * returned are being sent and stay: they are never both given up and acknowledged. Not thread safe.
 */
final class SpoolLimits {

  private final SpoolSettings settings;
  private final SegmentFiles segments;
  private final SpoolReader reader;
  private final SpoolListener listener;

  SpoolLimits(
      SpoolSettings settings, SegmentFiles segments, SpoolReader reader, SpoolListener listener) {
    this.settings = settings;
    this.segments = segments;
    this.reader = reader;
    this.listener = listener;
  }

  /**
   * Gives up the oldest until so many bytes can be added.
   *
   * @throws SpoolFullException if that is not enough; then nothing was given up
   */
  void makeRoom(long needed) throws SpoolFullException {
    if (fits(needed)) {
      return;
    }
    segments.deleteSetAside();
    segments.sealIfDone();
    if (segments.retainedBytes() + needed > settings.maxBytes()) {
      throw new SpoolFullException(
          "The spool may have " + settings.maxBytes() + " bytes: too few for another batch");
    }
    Segment oldest = reader.firstUnread();
    while (oldest != null && !fits(needed)) {
      evict(oldest, DropReason.SPOOL_FULL);
      // What was damaged in it is still there.
      segments.deleteSetAside();
      oldest = reader.firstUnread();
    }
  }

  private boolean fits(long needed) {
    return segments.bytes() + needed <= settings.maxBytes();
  }

  /** Gives up what is too old. */
  void expire(Instant now) {
    segments.all().forEach(segment -> segment.notInFuture(now));
    Segment oldest = reader.firstUnread();
    while (oldest != null && oldest.isOlderThan(settings.expiredAge(), now)) {
      evict(oldest, DropReason.SPOOL_EXPIRED);
      oldest = reader.firstUnread();
    }
  }

  private void evict(Segment segment, DropReason reason) {
    if (segment == segments.open()) {
      segments.seal();
    }
    long entries = reader.giveUp(segment);
    if (segment.isRetained()) {
      segments.cutUnread(segment);
    } else {
      segments.remove(segment);
    }
    listener.evicted(reason, entries);
  }
}
