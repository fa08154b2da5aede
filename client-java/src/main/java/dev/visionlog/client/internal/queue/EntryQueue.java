package dev.visionlog.client.internal.queue;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The callers' side: any thread offers, one thread takes. An offer is two atomic additions and two
 * stores; it allocates nothing and waits for nobody.
 *
 * <p>Bounded by count and by bytes. What was taken still counts until it is {@link #release
 * released}, so that the bound also holds for what the taker keeps. Near the bound only higher
 * ranks are admitted, so that the least important entries are the first to be refused.
 *
 * @param <T> what waits
 */
public final class EntryQueue<T> {
  /** The most that {@code capacity} may be: the count has 24 bits of the state. */
  public static final int MAX_CAPACITY = 1 << 23;

  /** The most that {@code maxBytes} may be: the bytes have 38 bits of the state. */
  public static final long MAX_BYTES = 1L << 37;

  /** The number of ranks; the highest is {@code RANKS - 1}. */
  public static final int RANKS = 7;

  /** How much of the queue each rank may fill, in hundredths. */
  private static final int[] SHARES = {85, 85, 90, 90, 95, 100, 100};

  private static final int COUNT_BITS = 24;
  private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
  private static final long CLOSED = 1L << 62;

  /** From the lowest bit: how many entries, how many bytes, and whether it is closed. */
  private final AtomicLong state = new AtomicLong();

  private final AtomicLong offered = new AtomicLong();
  private final AtomicReferenceArray<@Nullable T> slots;
  private final int[] weights;
  private final int mask;
  private final long capacity;
  private final long maxBytes;
  private final long[] countLimits = new long[RANKS];
  private final long[] byteLimits = new long[RANKS];
  private final Runnable bell;
  private volatile long ringAt = Long.MAX_VALUE;
  private long taken;
  private int takenWeight;

  /**
   * @param capacity how many entries, 1 to {@value #MAX_CAPACITY}
   * @param maxBytes how many bytes these may hold
   * @param byRank whether lower ranks are refused earlier
   * @param bell rung when the taker has asked for it
   */
  public EntryQueue(int capacity, long maxBytes, boolean byRank, Runnable bell) {
    if (capacity < 1 || capacity > MAX_CAPACITY || maxBytes < 1 || maxBytes > MAX_BYTES) {
      throw new IllegalArgumentException("capacity " + capacity + ", bytes " + maxBytes);
    }
    int size = Math.max(2, Integer.highestOneBit(capacity - 1) << 1);
    this.slots = new AtomicReferenceArray<>(size);
    this.weights = new int[size];
    this.mask = size - 1;
    this.capacity = capacity;
    this.maxBytes = maxBytes;
    this.bell = bell;
    for (int rank = 0; rank < RANKS; rank++) {
      int share = byRank ? SHARES[rank] : 100;
      countLimits[rank] = Math.max(1, (long) capacity * share / 100);
      byteLimits[rank] = Math.max(1, maxBytes / 100 * share);
    }
  }

  /** What became of an offer. */
  public enum Admission {
    ADMITTED,
    FULL,
    CLOSED
  }

  /** Puts an item in, if there is room for its rank. Any thread. */
  public Admission offer(T item, int rank, int weight) {
    long added = 1 + ((long) weight << COUNT_BITS);
    long after = state.addAndGet(added);
    if ((after & CLOSED) != 0) {
      state.addAndGet(-added);
      return Admission.CLOSED;
    }
    if (count(after) > countLimits[rank] || bytes(after) > byteLimits[rank]) {
      // One that is larger than the whole queue passes when it is alone.
      if (count(after) != 1) {
        state.addAndGet(-added);
        return Admission.FULL;
      }
    }
    int slot = (int) offered.getAndIncrement() & mask;
    weights[slot] = weight;
    slots.setRelease(slot, item);
    if (count(after) >= ringAt) {
      ringAt = Long.MAX_VALUE;
      bell.run();
    }
    return Admission.ADMITTED;
  }

  /**
   * Has the bell rung once, on the thread of the caller whose offer makes the count reach this.
   * Waking a thread costs a caller some microseconds: ask for it rarely. The taker's thread.
   */
  public void ringAt(long count) {
    ringAt = count;
  }

  /** The bell is not wanted any more. The taker's thread. */
  public void silence() {
    ringAt = Long.MAX_VALUE;
  }

  /**
   * The next item, or null if there is none yet. The taker's thread. {@link #takenWeight} says what
   * it weighs.
   */
  public @Nullable T poll() {
    int slot = (int) taken & mask;
    T item = slots.getAcquire(slot);
    if (item != null) {
      takenWeight = weights[slot];
      slots.setRelease(slot, null);
      taken++;
    }
    return item;
  }

  /** The weight of the item that was polled last. The taker's thread. */
  public int takenWeight() {
    return takenWeight;
  }

  /** Gives room back for so many items and bytes that were taken. */
  public void release(long count, long bytes) {
    state.addAndGet(-(count + (bytes << COUNT_BITS)));
  }

  /** Refuses all that comes from now on. What was admitted before can still be taken. */
  public void close() {
    state.getAndUpdate(value -> value | CLOSED);
  }

  /** How many have been admitted since the beginning. */
  public long offered() {
    return offered.get();
  }

  /** How many of these have been taken. The taker's thread. */
  public long taken() {
    return taken;
  }

  /** How many are in it, or were taken and not released. */
  public long count() {
    return count(state.get());
  }

  /** How many bytes these hold. */
  public long bytes() {
    return bytes(state.get());
  }

  /** Whether more than a share of it is in use, by count or by bytes. */
  public boolean isFilled(double share) {
    long now = state.get();
    return count(now) > capacity * share || bytes(now) > maxBytes * share;
  }

  private static long count(long state) {
    return state & COUNT_MASK;
  }

  private static long bytes(long state) {
    return (state & ~CLOSED) >>> COUNT_BITS;
  }
}
