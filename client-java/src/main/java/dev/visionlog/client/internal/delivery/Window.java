package dev.visionlog.client.internal.delivery;

import dev.visionlog.client.internal.Batch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbered batches that are not acknowledged, in order: those that are on their way, and then those
 * that are to be sent. For one thread.
 */
final class Window {
  private final int size;
  private final long maxBytes;
  private final ArrayDeque<Slot> slots = new ArrayDeque<>();
  private int onTheirWay;
  private long bytes;

  /** One batch. */
  static final class Slot {
    final Batch batch;

    /** Whether the spool has it too. */
    boolean spooled;

    /** How often it was sent. */
    int attempts;

    Slot(Batch batch, boolean spooled) {
      this.batch = batch;
      this.spooled = spooled;
    }
  }

  /**
   * @param size how many batches it holds at most
   * @param maxBytes when it holds so many bytes, it takes no further batch
   */
  Window(int size, long maxBytes) {
    this.size = size;
    this.maxBytes = maxBytes;
  }

  boolean hasRoom() {
    return slots.size() < size && bytes < maxBytes;
  }

  boolean isEmpty() {
    return slots.isEmpty();
  }

  void add(Batch batch, boolean spooled) {
    slots.add(new Slot(batch, spooled));
    bytes += batch.body().length;
  }

  /** The next to be sent, at most {@code limit} being on their way; it then counts as sent. */
  @Nullable Slot send(int limit) {
    if (onTheirWay >= Math.min(limit, slots.size())) {
      return null;
    }
    Iterator<Slot> each = slots.iterator();
    for (int i = 0; i < onTheirWay; i++) {
      each.next();
    }
    Slot slot = each.next();
    slot.attempts++;
    onTheirWay++;
    return slot;
  }

  /** Whether the spool has all of them. */
  boolean isSpooled() {
    return slots.stream().allMatch(slot -> slot.spooled);
  }

  /** The call is lost: all are to be sent again. */
  void rewind() {
    onTheirWay = 0;
  }

  int onTheirWay() {
    return onTheirWay;
  }

  /** The bytes of all batches, on their way or not. */
  long bytes() {
    return bytes;
  }

  @Nullable Slot first() {
    return slots.peek();
  }

  /** Takes the first out. */
  void removeFirst() {
    bytes -= slots.remove().batch.body().length;
    onTheirWay = Math.max(0, onTheirWay - 1);
  }

  /** Takes out all up to a number, in order. */
  List<Slot> removeUpTo(long number) {
    List<Slot> removed = new ArrayList<>();
    for (Slot first = slots.peek();
        first != null && first.batch.number() <= number;
        first = slots.peek()) {
      removed.add(first);
      removeFirst();
    }
    return removed;
  }

  /** All, in order. */
  Iterable<Slot> slots() {
    return slots;
  }
}
