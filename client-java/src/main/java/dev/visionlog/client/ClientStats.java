package dev.visionlog.client;

import java.util.Map;

/**
 * What became of the entries, or of the predictions, of one client since it was made. At every
 * moment {@code accepted = sent + rejected + dropped + buffered}.
 *
 * @param accepted all that were handed over, and those found in the spool at the start
 * @param recovered how many of these were found in the spool at the start
 * @param sent the server has acknowledged them: stored, stored before, or below its threshold
 * @param suppressed how many of these were below the server's threshold and therefore not stored
 * @param retried how many were sent once more, counted each time
 * @param rejected refused by the server for what they are
 * @param withoutImage how many predictions of those sent were stored without the image that came
 *     with them
 * @param dropped given up, by reason; reasons without any are left out
 * @param bufferedInMemory waiting in memory, or sent from there and not yet acknowledged
 * @param bufferedInSpool waiting in the spool
 * @param spoolBytes the size of the spool's files
 * @param connected whether the server answers at this moment
 */
public record ClientStats(
    long accepted,
    long recovered,
    long sent,
    long suppressed,
    long retried,
    long rejected,
    long withoutImage,
    Map<DropReason, Long> dropped,
    long bufferedInMemory,
    long bufferedInSpool,
    long spoolBytes,
    boolean connected) {

  public ClientStats {
    dropped = Map.copyOf(dropped);
  }

  /** Given up, for whatever reason. */
  public long droppedTotal() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Not yet acknowledged, wherever it waits. */
  public long buffered() {
    return bufferedInMemory + bufferedInSpool;
  }
}
