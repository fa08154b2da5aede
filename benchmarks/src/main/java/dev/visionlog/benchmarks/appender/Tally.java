package dev.visionlog.benchmarks.appender;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many events were logged in this JVM, how many of them came out at the other end, and how many
 * bytes the logging threads allocated. These threads add to it; JMH's own settles it between two
 * iterations.
 */
final class Tally {
  /** So long without a further event, and those that are missing will not come. */
  private static final long PATIENCE = Duration.ofSeconds(2).toNanos();

  private static final long PAUSE = Duration.ofMillis(1).toNanos();

  private static volatile @Nullable Tally current;

  private final LongSupplier received;
  private final LongSupplier dropped;
  private final LongAdder logged = new LongAdder();
  private final LongAdder callerBytes = new LongAdder();
  private Sums known = new Sums(0, 0, 0);

  private Tally(LongSupplier received, LongSupplier dropped) {
    this.received = received;
    this.dropped = dropped;
  }

  /**
   * @param logged how many events
   * @param lost how many of them did not come out
   * @param callerBytes how much the threads that logged have allocated
   */
  record Sums(long logged, long lost, long callerBytes) {

    Sums minus(Sums other) {
      return new Sums(logged - other.logged, lost - other.lost, callerBytes - other.callerBytes);
    }
  }

  /**
   * Counts from now on.
   *
   * @param received how many events of this JVM have come out; nothing has been logged yet
   * @param dropped how many are known not to come out, which saves waiting for them
   */
  static void begin(LongSupplier received, LongSupplier dropped) {
    current = new Tally(received, dropped);
  }

  /** The one that was begun last. */
  static @Nullable Tally current() {
    return current;
  }

  /** A thread has logged so much. */
  void add(long events, long bytes) {
    logged.add(events);
    callerBytes.add(bytes);
  }

  /**
   * Waits until everything that was logged has come out or will not come any more; says what has
   * happened since the last time.
   */
  Sums settle() {
    Sums sums = new Sums(logged.sum(), missing(), callerBytes.sum());
    Sums news = sums.minus(known);
    known = sums;
    return news;
  }

  private long missing() {
    long expected = logged.sum();
    long seen = received.getAsLong();
    long since = System.nanoTime();
    while (seen + lostForSure() < expected && System.nanoTime() - since < PATIENCE) {
      LockSupport.parkNanos(this, PAUSE);
      long now = received.getAsLong();
      if (now != seen) {
        seen = now;
        since = System.nanoTime();
      }
    }
    return Math.max(0, expected - seen);
  }

  private long lostForSure() {
    return Math.max(known.lost, dropped.getAsLong());
  }
}
