package dev.visionlog.client.internal.delivery;

import dev.visionlog.client.internal.spool.Spool;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sends what processes that are gone have left in the spool's folder, under their own writer ids.
 * One writer at a time, and not while the own spool waits. For the client's thread.
 */
final class LeftOvers {
  private static final long SEARCH_PAUSE = Duration.ofMinutes(1).toNanos();

  private final SpoolOpener spools;
  private final OutboxSettings settings;
  private final Account account;
  private final Sender sender;
  private @Nullable Delivery current;
  private @Nullable Spool spool;
  private long nextSearch;

  LeftOvers(SpoolOpener spools, OutboxSettings settings, Account account, Sender sender) {
    this.spools = spools;
    this.settings = settings;
    this.account = account;
    this.sender = sender;
    this.nextSearch = System.nanoTime();
  }

  /**
   * Looks for some now and then.
   *
   * @param atLeisure whether nothing else waits for the server
   */
  void tick(long now, boolean atLeisure) {
    if (spool != null) {
      spool.tick();
    } else if (atLeisure && now - nextSearch >= 0) {
      nextSearch = now + SEARCH_PAUSE;
      spools.openLeftOver().ifPresent(found -> take(found, now));
    }
  }

  private void take(Spool found, long now) {
    Delivery delivery = new Delivery(found.writerId(), found, settings, account);
    spool = found;
    current = delivery;
    sender.add(delivery, now);
  }

  /** Reads on; leaves the folder when it is empty. */
  void turn(long now) {
    if (current == null || spool == null) {
      return;
    }
    current.refill();
    if (current.isEmpty()) {
      sender.remove(current);
      spool.discard();
      current = null;
      spool = null;
      nextSearch = now;
    }
  }

  long entries() {
    return spool == null ? 0 : spool.entries();
  }

  long bytes() {
    return spool == null ? 0 : spool.bytes();
  }

  void close() {
    if (spool != null) {
      spool.close();
    }
  }
}
