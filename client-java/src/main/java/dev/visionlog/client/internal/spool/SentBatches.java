package dev.visionlog.client.internal.spool;

import dev.visionlog.client.internal.Batch;
import java.util.ArrayDeque;
import java.util.Deque;

/** The batches that were returned and are not acknowledged. They keep their segments. */
final class SentBatches {

  private final Deque<Sent> batches = new ArrayDeque<>();
  private long entries;

  private record Sent(long number, int entries, Segment segment) {}

  void add(Batch batch, Segment segment) {
    batches.add(new Sent(batch.number(), batch.entries(), segment));
    entries += batch.entries();
    segment.retain();
  }

  /** Lets go of those up to this number. */
  void release(long number) {
    for (Sent first = batches.peek();
        first != null && first.number() <= number;
        first = batches.peek()) {
      batches.remove();
      entries -= first.entries();
      first.segment().release();
    }
  }

  long entries() {
    return entries;
  }

  boolean isEmpty() {
    return batches.isEmpty();
  }
}
