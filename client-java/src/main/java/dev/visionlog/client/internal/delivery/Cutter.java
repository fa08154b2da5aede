package dev.visionlog.client.internal.delivery;

import com.google.protobuf.MessageLite;
import dev.visionlog.client.internal.Batch;
import dev.visionlog.client.internal.queue.EntryQueue;
import dev.visionlog.client.internal.queue.WaitingRoom;
import dev.visionlog.client.internal.queue.WaitingRoom.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes entries from the queue and cuts them into batches: by count, by bytes and by age. For the
 * client's thread.
 *
 * @param <T> what callers hand over
 */
final class Cutter<T> {
  private final Kind<T> kind;
  private final EntryQueue<T> queue;
  private final int maxEntries;
  private final int maxBytes;
  private final long maxAgeNanos;
  private final WaitingRoom<T> room = new WaitingRoom<>();

  /** Encoded, but it did not fit into the last batch. */
  private @Nullable Encoded carried;

  private record Encoded(MessageLite message, int weight, long ticket, long arrivedNanos) {}

  Cutter(Kind<T> kind, EntryQueue<T> queue, int maxEntries, int maxBytes, long maxAgeNanos) {
    this.kind = kind;
    this.queue = queue;
    this.maxEntries = maxEntries;
    this.maxBytes = maxBytes;
    this.maxAgeNanos = maxAgeNanos;
  }

  /** Takes over what callers have put into the queue; returns how many. */
  int collect(long arrivedNanos) {
    int collected = 0;
    for (T item = queue.poll(); item != null; item = queue.poll()) {
      room.add(item, kind.rank(item), queue.takenWeight(), arrivedNanos);
      collected++;
    }
    return collected;
  }

  boolean isEmpty() {
    return carried == null && room.isEmpty();
  }

  /** How many entries wait here. */
  int size() {
    return room.size() + (carried == null ? 0 : 1);
  }

  /** The place of the oldest in the order of arrival; {@link Long#MAX_VALUE} if there is none. */
  long oldestTicket() {
    if (carried != null) {
      return carried.ticket();
    }
    Waiting<T> first = room.first();
    return first == null ? Long.MAX_VALUE : first.ticket();
  }

  /**
   * Whether a batch should be cut now.
   *
   * @param through entries up to this ticket are not to wait any longer
   */
  boolean isDue(long nowNanos, long through) {
    return !isEmpty()
        && (oldestTicket() <= through
            || carried != null
            || room.size() >= maxEntries
            || queue.bytes() >= maxBytes
            || nowNanos - oldestArrival(nowNanos) >= maxAgeNanos);
  }

  private long oldestArrival(long nowNanos) {
    if (carried != null) {
      return carried.arrivedNanos();
    }
    Waiting<T> first = room.first();
    return first == null ? nowNanos : first.arrivedNanos();
  }

  /** The next batch, with at least one entry. There must be one. */
  Batch cut(UUID writerId, long number) {
    List<MessageLite> messages = new ArrayList<>(Math.min(maxEntries, room.size() + 1));
    long bytes = 0;
    long weight = 0;
    for (Encoded next = next(); next != null; next = next()) {
      int size = next.message().getSerializedSize();
      if (!messages.isEmpty() && bytes + size > maxBytes) {
        carried = next;
        break;
      }
      messages.add(next.message());
      bytes += size;
      weight += next.weight();
      if (messages.size() == maxEntries) {
        break;
      }
    }
    queue.release(messages.size(), weight);
    return new Batch(number, messages.size(), kind.request(writerId, number, messages));
  }

  private @Nullable Encoded next() {
    Encoded next = carried;
    carried = null;
    if (next != null) {
      return next;
    }
    Waiting<T> waiting = room.take();
    return waiting == null
        ? null
        : new Encoded(
            kind.encode(waiting.item()),
            waiting.weight(),
            waiting.ticket(),
            waiting.arrivedNanos());
  }

  /** Gives up the oldest of the lowest rank until less than a share of the queue is in use. */
  long evict(double share) {
    long evicted = 0;
    while (queue.isFilled(share)) {
      Waiting<T> waiting = room.evict();
      if (waiting == null) {
        return evicted;
      }
      queue.release(1, waiting.weight());
      evicted++;
    }
    return evicted;
  }

  /** Gives up everything. */
  long evictAll() {
    long evicted = carried == null ? 0 : 1;
    carried = null;
    while (room.evict() != null) {
      evicted++;
    }
    return evicted;
  }
}
