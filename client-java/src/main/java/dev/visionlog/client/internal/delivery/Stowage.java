package dev.visionlog.client.internal.delivery;

import dev.visionlog.client.DropReason;
import dev.visionlog.client.internal.Batch;
import dev.visionlog.client.internal.delivery.Troubles.Subject;
import dev.visionlog.client.internal.queue.EntryQueue;
import dev.visionlog.client.internal.spool.Spool;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides where a new batch goes: into the window, and so straight to the server, or into the
 * spool; and which entries have to go when neither takes it. For the client's thread.
 */
final class Stowage {
  /** How full the queue is when what waits goes to the spool, though the server answers. */
  private static final double HIGH_WATER = 0.5;

  /** How full the queue is when the least important entries have to go. */
  private static final double FULL = 0.85;

  private static final long RETRY = Duration.ofSeconds(1).toNanos();

  private final String items;
  private final OutboxSettings settings;
  private final EntryQueue<?> queue;
  private final Cutter<?> cutter;
  private final Delivery delivery;
  private final Connection connection;
  private final Account account;
  private final Troubles troubles;

  /** Cut, but the spool could not take it. */
  private @Nullable Batch stuck;

  private long retryAt = System.nanoTime();

  Stowage(
      String items,
      OutboxSettings settings,
      EntryQueue<?> queue,
      Cutter<?> cutter,
      Delivery delivery,
      Connection connection,
      Account account,
      Troubles troubles) {
    this.items = items;
    this.settings = settings;
    this.queue = queue;
    this.cutter = cutter;
    this.delivery = delivery;
    this.connection = connection;
    this.account = account;
    this.troubles = troubles;
  }

  /**
   * Cuts and stows what is due.
   *
   * @param through entries up to this ticket are not to wait any longer
   */
  void stow(long now, long through) {
    if (connection.isLive()) {
      delivery.refill();
    }
    while (stowStuck(now) && cutter.isDue(now, through) && hasPlace()) {
      place(cut(), now);
    }
    if (isServerAway() && !delivery.isSecure() && now - retryAt >= 0) {
      secure(now);
    }
    makeRoom();
  }

  private Batch cut() {
    return cutter.cut(delivery.writerId(), delivery.nextNumber());
  }

  private boolean hasPlace() {
    return shouldSpool() || delivery.takesDirectly();
  }

  /** Whether a new batch has to go into the spool. */
  private boolean shouldSpool() {
    Spool spool = delivery.spool();
    return spool != null
        && (spool.hasUnread()
            || isServerAway()
            || (!delivery.takesDirectly() && queue.isFilled(HIGH_WATER)));
  }

  /** Whether so many attempts have failed that what waits goes to the spool. */
  private boolean isServerAway() {
    return connection.failures() > settings.maxRetries();
  }

  private void secure(long now) {
    try {
      delivery.secure();
    } catch (IOException error) {
      failed(error, now);
    }
  }

  private void place(Batch batch, long now) {
    if (shouldSpool()) {
      store(batch, now);
    } else {
      delivery.add(batch);
    }
  }

  private boolean store(Batch batch, long now) {
    try {
      delivery.store(batch);
      stuck = null;
      troubles.ends(Subject.SPOOL, "The spool takes " + items + " again");
      return true;
    } catch (IOException error) {
      stuck = batch;
      failed(error, now);
      return false;
    }
  }

  private void failed(IOException error, long now) {
    retryAt = now + RETRY;
    troubles.begins(
        Subject.SPOOL,
        "The spool takes nothing more: "
            + error.getMessage()
            + ". New "
            + items
            + " wait in memory");
  }

  /** False while a batch that is cut already has no place: none may overtake it. */
  private boolean stowStuck(long now) {
    Batch batch = stuck;
    if (batch == null) {
      return true;
    }
    if (delivery.takesDirectly() && connection.isLive()) {
      stuck = null;
      delivery.add(batch);
      return true;
    }
    return now - retryAt >= 0 && store(batch, now);
  }

  private void makeRoom() {
    boolean relieved = delivery.spool() != null && stuck == null;
    if (!relieved && settings.blockTimeout().isZero()) {
      account.dropped(DropReason.QUEUE_FULL, cutter.evict(FULL));
    }
  }

  /** Whether nothing up to this ticket is left outside of a batch that has its place. */
  boolean isStowed(long through) {
    return queue.taken() >= through && cutter.oldestTicket() > through && stuck == null;
  }

  /** Puts all there is into the spool, durably; false if there is none or it does not take all. */
  boolean storeAll(long now) {
    Spool spool = delivery.spool();
    if (spool == null) {
      return false;
    }
    try {
      delivery.secure();
      if (stuck != null && !store(stuck, now)) {
        return false;
      }
      while (!cutter.isEmpty()) {
        if (!store(cut(), now)) {
          return false;
        }
      }
      spool.sync();
      return true;
    } catch (IOException error) {
      failed(error, now);
      return false;
    }
  }

  /** Gives up all that only memory has; returns how many entries. */
  long abandon() {
    long entries = delivery.abandon() + cutter.evictAll();
    if (stuck != null) {
      entries += stuck.entries();
      stuck = null;
    }
    return entries;
  }
}
