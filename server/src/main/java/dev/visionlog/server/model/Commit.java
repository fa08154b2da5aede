package dev.visionlog.server.model;

import java.util.List;

/**
 * A committed transaction: the entries of the positions from {@code firstPosition} to {@code
 * lastPosition}. Entries that have been deleted since are left out.
 */
public record Commit(long firstPosition, long lastPosition, List<LogEntry> entries) {

  /** About how much memory the entries take. */
  public long bytes() {
    long bytes = 0;
    for (LogEntry entry : entries) {
      bytes += entry.bytes();
    }
    return bytes;
  }
}
