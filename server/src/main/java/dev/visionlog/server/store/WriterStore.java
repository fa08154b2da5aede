package dev.visionlog.server.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The accounts of the writers. */
public interface WriterStore {

  /** The one that wrote last comes first. */
  List<Writer> list(int skip, int limit);

  /** Those that have left out numbers. */
  List<Writer> incomplete(int limit);

  /**
   * @param kind {@code logs} or {@code predictions}
   * @param lastSequence how many batches it has sent
   */
  record Writer(
      UUID id,
      String kind,
      String name,
      long lastSequence,
      long storedBatches,
      long storedEntries,
      Instant firstWrite,
      Instant lastWrite) {

    public long missingBatches() {
      return lastSequence - storedBatches;
    }
  }
}
