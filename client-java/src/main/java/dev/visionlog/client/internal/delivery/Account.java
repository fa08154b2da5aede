package dev.visionlog.client.internal.delivery;

import dev.visionlog.client.ClientStats;
import dev.visionlog.client.DropReason;
import dev.visionlog.client.internal.queue.EntryQueue;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * What became of the entries. The client's thread settles and publishes, callers' threads count
 * what they are refused, and any thread reads: in what it reads, all that was accepted is
 * somewhere.
 */
final class Account {
  private final Map<DropReason, LongAdder> refused = new EnumMap<>(DropReason.class);
  private final Map<DropReason, Long> given = new EnumMap<>(DropReason.class);
  private long recovered;
  private long sent;
  private long suppressed;
  private long retried;
  private long rejected;
  private long withoutImage;
  private volatile Settled settled = new Settled(0, 0, 0, 0, 0, 0, Map.of(), 0, 0, false);

  /** What the client's thread knew at one moment. */
  private record Settled(
      long recovered,
      long sent,
      long suppressed,
      long retried,
      long rejected,
      long withoutImage,
      Map<DropReason, Long> dropped,
      long spooled,
      long spoolBytes,
      boolean connected) {

    long total() {
      return sent + rejected + dropped.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  Account() {
    for (DropReason reason : DropReason.values()) {
      refused.put(reason, new LongAdder());
    }
  }

  /** An entry that was not let in. Any thread. */
  void refused(DropReason reason) {
    LongAdder adder = refused.get(reason);
    if (adder != null) {
      adder.increment();
    }
  }

  void recovered(long entries) {
    recovered += entries;
  }

  void sent(long entries) {
    sent += entries;
  }

  void suppressed(long entries) {
    suppressed += entries;
  }

  void retried(long entries) {
    retried += entries;
  }

  void rejected(long entries) {
    rejected += entries;
  }

  void withoutImage(long entries) {
    withoutImage += entries;
  }

  void dropped(DropReason reason, long entries) {
    if (entries > 0) {
      given.merge(reason, entries, Long::sum);
    }
  }

  /** Shows the readers what was settled. */
  void publish(long spooled, long spoolBytes, boolean connected) {
    settled =
        new Settled(
            recovered,
            sent,
            suppressed,
            retried,
            rejected,
            withoutImage,
            Map.copyOf(given),
            spooled,
            spoolBytes,
            connected);
  }

  /**
   * How many of the first {@code offered} entries, and of those found in the spool, have not come
   * to an end; they come to it in their order, but for the least important ones in need.
   */
  long left(long offered) {
    long dropped = given.values().stream().mapToLong(Long::longValue).sum();
    return Math.max(0, offered + recovered - sent - rejected - dropped);
  }

  /** How many entries were dropped, for whatever reason. */
  long dropped() {
    return given.values().stream().mapToLong(Long::longValue).sum()
        + refused.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** Any thread. */
  ClientStats stats(EntryQueue<?> queue) {
    // In this order: what is settled now was offered before.
    Settled known = settled;
    Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
    dropped.putAll(known.dropped());
    long atTheDoor = 0;
    for (Map.Entry<DropReason, LongAdder> each : refused.entrySet()) {
      long count = each.getValue().sum();
      if (count > 0) {
        dropped.merge(each.getKey(), count, Long::sum);
        atTheDoor += count;
      }
    }
    long let = queue.offered() + known.recovered();
    return new ClientStats(
        let + atTheDoor,
        known.recovered(),
        known.sent(),
        known.suppressed(),
        known.retried(),
        known.rejected(),
        known.withoutImage(),
        dropped,
        let - known.total() - known.spooled(),
        known.spooled(),
        known.spoolBytes(),
        known.connected());
  }
}
