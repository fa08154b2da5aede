package dev.visionlog.client.internal.delivery;

import dev.visionlog.client.DropReason;
import dev.visionlog.client.FlushResult;
import dev.visionlog.client.internal.delivery.Troubles.Subject;
import dev.visionlog.client.internal.queue.EntryQueue;
import dev.visionlog.client.internal.spool.Spool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;

/**
 * The client's thread: takes entries from the queue, has them stowed and sent, and answers those
 * who flush. Other threads only leave it notes.
 */
final class Courier implements Runnable {
  /** So long after the last entry, callers' threads need not wake this one. */
  private static final long WATCHFUL = Duration.ofSeconds(1).toNanos();

  private static final long BUSY_PAUSE = Duration.ofMillis(5).toNanos();
  private static final long WATCHFUL_PAUSE = Duration.ofMillis(50).toNanos();
  private static final long IDLE_PAUSE = Duration.ofSeconds(1).toNanos();
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long STRAGGLERS = Duration.ofMillis(100).toNanos();

  private final String items;
  private final OutboxSettings settings;
  private final EntryQueue<?> queue;
  private final Account account;
  private final Cutter<?> cutter;
  private final Delivery own;
  private final LeftOvers leftOvers;
  private final Stowage stowage;
  private final Connection connection;
  private final Sender sender;
  private final Troubles troubles;
  private final Ears ears;
  private final Queue<Note> notes;
  private final List<Flush> flushes = new ArrayList<>();
  private long lastEntry;
  private long lastTick;
  private long dropsTold;
  private boolean closing;
  private boolean ended;

  /** What other threads leave. */
  sealed interface Note {}

  record CallEvent(WriteCall call, WriteCall.Event event) implements Note {}

  record FlushRequest(Flush flush) implements Note {}

  /** End when the flushes that were asked for before are done. */
  record CloseRequest() implements Note {}

  Courier(
      String items,
      OutboxSettings settings,
      EntryQueue<?> queue,
      Account account,
      Cutter<?> cutter,
      Delivery own,
      LeftOvers leftOvers,
      Stowage stowage,
      Connection connection,
      Sender sender,
      Troubles troubles,
      Ears ears,
      Queue<Note> notes) {
    this.items = items;
    this.settings = settings;
    this.queue = queue;
    this.account = account;
    this.cutter = cutter;
    this.own = own;
    this.leftOvers = leftOvers;
    this.stowage = stowage;
    this.connection = connection;
    this.sender = sender;
    this.troubles = troubles;
    this.ears = ears;
    this.notes = notes;
    long now = System.nanoTime();
    this.lastEntry = now - WATCHFUL;
    this.lastTick = now;
  }

  @Override
  public void run() {
    sender.add(own, System.nanoTime());
    while (!ended) {
      try {
        turn(System.nanoTime());
      } catch (RuntimeException | Error error) {
        // Nobody else would send what waits.
        troubles.begins(Subject.INSIDE, "The client's thread met " + error);
        LockSupport.parkNanos(this, WATCHFUL_PAUSE);
      }
      if (!ended) {
        rest();
      }
    }
  }

  private void turn(long now) {
    if (cutter.collect(now) > 0) {
      lastEntry = now;
    }
    sender.connect(now);
    readNotes(now);
    stowage.stow(now, waitedFor());
    leftOvers.turn(now);
    sender.send(now);
    tick(now);
    publish(); // Before anyone who flushes is told.
    answerFlushes(now);
    if (closing && flushes.isEmpty()) {
      end(now);
    }
  }

  /**
   * Sleeps until there may be something to do. While entries come, this thread looks for them by
   * itself: to wake it would cost a caller's thread some microseconds. When none have come for a
   * while, the next one wakes it.
   */
  private void rest() {
    long now = System.nanoTime();
    boolean watchful = now - lastEntry < WATCHFUL || !cutter.isEmpty();
    queue.ringAt(watchful ? queue.count() + Math.max(1, settings.queueEntries() / 16) : 1);
    long waiting = queue.offered() - queue.taken();
    if (notes.isEmpty() && waiting < (watchful ? settings.batchEntries() : 1)) {
      long pause = pause(now, watchful);
      if (pause > 0) {
        LockSupport.parkNanos(this, pause);
      }
    }
    queue.silence();
  }

  private long pause(long now, boolean watchful) {
    long pause = IDLE_PAUSE;
    if (watchful) {
      long longest = Math.max(1, settings.batchAge().toNanos() / 4);
      pause = Math.min(longest, now - lastEntry < WATCHFUL_PAUSE ? BUSY_PAUSE : WATCHFUL_PAUSE);
    }
    if (!connection.isOpen()) {
      pause = Math.min(pause, connection.nextAttempt() - now);
    }
    for (Flush flush : flushes) {
      pause = Math.min(Math.min(pause, BUSY_PAUSE), flush.deadlineNanos - now);
    }
    return pause;
  }

  private void readNotes(long now) {
    for (Note note = notes.poll(); note != null; note = notes.poll()) {
      if (note instanceof CallEvent event) {
        sender.handle(event.call(), event.event(), now);
      } else if (note instanceof FlushRequest request) {
        begin(request.flush(), now);
      } else if (note instanceof CloseRequest) {
        closing = true;
      }
    }
  }

  private void tick(long now) {
    if (now - lastTick < SECOND) {
      return;
    }
    lastTick = now;
    Spool spool = own.spool();
    if (spool != null) {
      spool.tick();
    }
    leftOvers.tick(now, connection.isLive() && own.isAbreast());
    ears.tick();
    tellDrops();
  }

  private void tellDrops() {
    long dropped = account.dropped();
    if (dropped > dropsTold
        && troubles.begins(
            Subject.DROPS,
            (dropped - dropsTold) + " " + items + " were dropped since the last word")) {
      dropsTold = dropped;
    }
  }

  private void publish() {
    Spool spool = own.spool();
    long entries = spool == null ? 0 : spool.entries();
    long bytes = spool == null ? 0 : spool.bytes();
    account.publish(entries + leftOvers.entries(), bytes + leftOvers.bytes(), connection.isLive());
  }

  // ---- flushes

  /** Entries up to this ticket are waited for by someone. */
  private long waitedFor() {
    return flushes.stream().mapToLong(flush -> flush.through).max().orElse(-1);
  }

  private void begin(Flush flush, long now) {
    flush.failuresBefore = connection.failures();
    if (own.spool() == null && !connection.isOpen()) {
      connection.hurry(now);
    }
    flushes.add(flush);
  }

  private void answerFlushes(long now) {
    for (Iterator<Flush> each = flushes.iterator(); each.hasNext(); ) {
      Flush flush = each.next();
      if (isDone(flush)) {
        flush.result.complete(new FlushResult(true, 0, 0));
        each.remove();
      } else if (isOver(flush, now)) {
        flush.result.complete(settle(flush, now));
        each.remove();
      }
    }
  }

  private boolean isDone(Flush flush) {
    if (flush.lastNumber < 0 && stowage.isStowed(flush.through)) {
      flush.lastNumber = own.lastNumber();
    }
    return flush.lastNumber >= 0 && own.isSettled(flush.lastNumber);
  }

  private boolean isOver(Flush flush, long now) {
    if (now - flush.deadlineNanos >= 0) {
      return true;
    }
    return queue.taken() >= flush.through && isHopeless(flush);
  }

  /** Whether it makes no sense to wait for the server: it is known to be away. */
  private boolean isHopeless(Flush flush) {
    if (connection.isOpen() || connection.failures() == 0) {
      return false;
    }
    return own.spool() != null || (flush.lastCall && connection.failures() > flush.failuresBefore);
  }

  /** Brings what is left into the spool, and says how much that is. */
  private FlushResult settle(Flush flush, long now) {
    boolean stored = stowage.storeAll(now);
    publish();
    long left = account.left(flush.through);
    Spool spool = own.spool();
    long spooled = spool == null ? 0 : spool.entries() + leftOvers.entries();
    return new FlushResult(left == 0, left, stored ? left : Math.min(left, spooled));
  }

  private void end(long now) {
    awaitStragglers(now);
    if (!stowage.storeAll(now)) {
      account.dropped(DropReason.CLOSED, stowage.abandon());
    }
    sender.close();
    leftOvers.close();
    Spool spool = own.spool();
    publish();
    if (spool != null) {
      spool.close();
    }
    ended = true;
  }

  /** A caller's thread may have been let in and not have come to put its entry down. */
  private void awaitStragglers(long now) {
    while (queue.count() > cutter.size() && System.nanoTime() - now < STRAGGLERS) {
      cutter.collect(now);
      Thread.onSpinWait();
    }
  }
}
