package dev.visionlog.client;

/**
 * What happens to an entry that finds the queue in memory full, and no spool takes the load off.
 */
public enum WhenFull {
  /**
   * Entries are dropped and counted, those of the lowest level first. The caller never waits. The
   * default.
   */
  DROP,
  /** The caller waits for room, as long as it was told to at most; then as {@link #DROP}. */
  BLOCK
}
