package dev.visionlog.client.internal.delivery;

import dev.visionlog.client.DropReason;
import dev.visionlog.client.internal.Batch;
import dev.visionlog.client.internal.delivery.Window.Slot;
import dev.visionlog.client.internal.spool.Spool;
import io.grpc.Channel;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one writer on their way: a window in memory, behind it perhaps a spool, and while
 * there is a connection a call. Batches go out in the order of their numbers. For the client's
 * thread.
 *
 * <p>What the spool has and the window has not is later than all in the window. So a batch may
 * bypass the spool only while nothing unread is in it, and before a batch goes into the spool all
 * of the window must be there.
 */
final class Delivery {
  /** A slower line than this is taken for dead. */
  private static final long SLOWEST_BYTES_PER_SECOND = 64 << 10;

  private final UUID writerId;
  private final @Nullable Spool spool;
  private final Account account;
  private final Window window;
  private final int size;
  private @Nullable WriteCall call;
  private int limit;
  private long lastNumber;
  private long lastInWindow;
  private long settledThrough;
  private long progressNanos;

  Delivery(UUID writerId, @Nullable Spool spool, OutboxSettings settings, Account account) {
    this.writerId = writerId;
    this.spool = spool;
    this.account = account;
    this.size = settings.window();
    this.limit = size;
    this.window = new Window(size, settings.windowBytes());
    this.lastNumber = spool == null ? 0 : spool.lastNumber();
  }

  UUID writerId() {
    return writerId;
  }

  /** The number of the batch that was cut last. */
  long lastNumber() {
    return lastNumber;
  }

  /** The number for a new batch. */
  long nextNumber() {
    return ++lastNumber;
  }

  // ---- the call

  void open(Channel channel, Kind<?> kind, WriteCall.Sink sink, long nowNanos) {
    progressNanos = nowNanos;
    call = WriteCall.open(channel, kind, sink);
  }

  boolean isCall(WriteCall other) {
    return call == other;
  }

  /** The call is over: everything in the window is to be sent again. */
  void lost() {
    if (call != null) {
      call.cancel();
    }
    call = null;
    window.rewind();
  }

  /** Says that nothing more comes. */
  void complete() {
    if (call != null) {
      call.complete();
    }
  }

  /** Sends what flow control lets through. */
  void send(long nowNanos) {
    while (call != null && call.isReady()) {
      boolean first = window.onTheirWay() == 0;
      Slot slot = window.send(limit);
      if (slot == null) {
        return;
      }
      if (first) {
        progressNanos = nowNanos;
      }
      if (slot.attempts > 1) {
        account.retried(slot.batch.entries());
      }
      call.send(slot.batch.body());
    }
  }

  /**
   * Whether the server owes an answer for too long: for longer than this, and than what is on its
   * way may take on a slow line.
   */
  boolean isOverdue(long nowNanos, long longestNanos) {
    double lineSeconds = (double) window.bytes() / SLOWEST_BYTES_PER_SECOND;
    return window.onTheirWay() > 0
        && nowNanos - progressNanos > longestNanos + (long) (lineSeconds * 1e9);
  }

  // ---- answers

  /** Settles all batches up to the answer's; returns the one that the answer's faults are about. */
  @Nullable Batch acknowledged(Ack ack, long nowNanos) {
    progressNanos = nowNanos;
    limit = size;
    List<Slot> settled = window.removeUpTo(ack.number());
    long entries = settled.stream().mapToLong(slot -> slot.batch.entries()).sum();
    settled(settled);
    Slot last = settled.isEmpty() ? null : settled.get(settled.size() - 1);
    long faults = last == null ? 0 : Math.min(ack.faults().size(), entries);
    long taken = last != null && isTaken(last, ack) ? last.batch.entries() : 0;
    account.sent(entries - faults - taken);
    account.rejected(faults);
    account.suppressed(ack.suppressed());
    account.withoutImage(last == null ? 0 : ack.imageFaults().size());
    account.dropped(DropReason.NUMBER_TAKEN, taken);
    return last == null ? null : last.batch;
  }

  /**
   * Whether the server knows another batch by the number of this one. What was sent for the first
   * time, and by this process, cannot have been stored before.
   */
  private static boolean isTaken(Slot slot, Ack ack) {
    return ack.duplicate()
        && slot.batch.number() == ack.number()
        && slot.attempts == 1
        && !slot.spooled;
  }

  /**
   * The server has refused the call for what was in it. Finds out what: from now on one batch at a
   * time. If only one was on its way, that is it: it is given up and returned.
   */
  @Nullable Batch refused() {
    Slot first = window.first();
    limit = 1;
    if (first == null || window.onTheirWay() != 1) {
      return null;
    }
    window.removeFirst();
    settled(List.of(first));
    account.rejected(first.batch.entries());
    return first.batch;
  }

  private void settled(List<Slot> slots) {
    for (Slot slot : slots) {
      settledThrough = slot.batch.number();
    }
    if (spool != null && slots.stream().anyMatch(slot -> slot.spooled)) {
      spool.acknowledge(settledThrough);
    }
    if (isEmpty()) {
      settledThrough = lastNumber;
    }
  }

  /** Whether all batches up to this number have come to an end. */
  boolean isSettled(long number) {
    return isEmpty() || settledThrough >= number;
  }

  // ---- window and spool

  /** Whether there is nothing to send. */
  boolean isEmpty() {
    return window.isEmpty() && (spool == null || spool.isEmpty());
  }

  /** Whether nothing waits in the spool but what is in the window. */
  boolean isAbreast() {
    return spool == null || !spool.hasUnread();
  }

  @Nullable Spool spool() {
    return spool;
  }

  /** Whether a new batch can be sent without going through the spool first. */
  boolean takesDirectly() {
    return window.hasRoom() && isAbreast();
  }

  /** Takes a new batch that goes out without having been in the spool. */
  void add(Batch batch) {
    if (spool != null) {
      spool.noteNumber(batch.number());
    }
    put(batch, false);
  }

  private void put(Batch batch, boolean spooled) {
    lastInWindow = batch.number();
    window.add(batch, spooled);
  }

  /** Reads as much from the spool as the window has room for. */
  void refill() {
    while (spool != null && window.hasRoom() && spool.hasUnread()) {
      Batch batch = spool.next();
      if (batch == null) {
        return;
      }
      if (batch.number() > lastInWindow) {
        put(batch, true);
      }
    }
  }

  /** Puts a new batch into the spool, behind everything else. Needs a spool. */
  void store(Batch batch) throws IOException {
    secure();
    required().append(batch);
  }

  /** Whether nothing is in the window that could be in the spool and is not. */
  boolean isSecure() {
    return spool == null || window.isSpooled();
  }

  /** Puts everything in the window into the spool that is not there yet. Needs a spool. */
  void secure() throws IOException {
    for (Slot slot : window.slots()) {
      if (!slot.spooled) {
        required().append(slot.batch);
        slot.spooled = true;
        // It is in the window already, so it counts as read.
        required().next();
      }
    }
  }

  /** Gives up everything that only memory has; returns how many entries. */
  long abandon() {
    long entries = 0;
    for (Slot slot : window.slots()) {
      entries += slot.spooled ? 0 : slot.batch.entries();
    }
    window.removeUpTo(Long.MAX_VALUE);
    return entries;
  }

  private Spool required() {
    if (spool == null) {
      throw new IllegalStateException("No spool");
    }
    return spool;
  }
}
