package dev.visionlog.server.model;

import java.util.List;

/**
 * A committed transaction: the entries of the positions from {@code firstPosition} to {@code
 * lastPosition}. Entries that have been deleted since are left out.
 */
public record Commit<E extends Entry<E>>(long firstPosition, long lastPosition, List<E> entries) {

  private static final int FIXED_BYTES = 100;

  /** About how much memory it takes with its entries. */
  public long bytes() {
    long bytes = FIXED_BYTES;
    for (E entry : entries) {
      bytes += entry.bytes();
    }
    return bytes;
  }
}
