package dev.visionlog.cli.importing;

import dev.visionlog.v1.LogEntry;
import java.util.List;

/** Entries that are sent and acknowledged together, and where each was read. */
public record Batch(List<LogEntry> entries, List<Origin> origins) {
  public Batch {
    entries = List.copyOf(entries);
    origins = List.copyOf(origins);
  }
}
