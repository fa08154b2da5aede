package dev.visionlog.client;

/**
 * What a flush came to, for the entries that had been handed over before it.
 *
 * @param complete whether the server has acknowledged all of them, or rejected them for what they
 *     are
 * @param buffered how many of them were not yet acknowledged when the flush returned
 * @param spooled how many of these are in the spool: durable, and sent later or after a restart
 */
public record FlushResult(boolean complete, long buffered, long spooled) {

  /** Whether nothing can be lost any more: acknowledged, rejected or in the spool. */
  public boolean safe() {
    return buffered == spooled;
  }
}
