package dev.visionlog.cli.importing;

import java.util.List;

/** Entries that are sent and acknowledged together, and where each was read. */
public record Batch<E>(List<E> entries, List<Origin> origins) {
  public Batch {
    entries = List.copyOf(entries);
    origins = List.copyOf(origins);
  }
}
