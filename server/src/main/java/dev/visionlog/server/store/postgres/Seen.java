package dev.visionlog.server.store.postgres;

import dev.visionlog.server.model.Batch;
import dev.visionlog.server.model.BatchOutcome;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which numbers and requests have been stored before, as a transaction that has locked them sees
 * it.
 */
final class Seen {
  private final Map<UUID, Long> lastSequences;
  private final Map<UUID, long[]> requests;

  Seen(Map<UUID, Long> lastSequences, Map<UUID, long[]> requests) {
    this.lastSequences = new HashMap<>(lastSequences);
    this.requests = new HashMap<>(requests);
  }

  /** The answer to a batch that has been stored before. */
  Optional<BatchOutcome> earlierOutcome(Batch batch) {
    Batch.WriterNumber number = batch.number();
    if (number != null && number.sequence() <= lastSequences.getOrDefault(number.writerId(), 0L)) {
      return Optional.of(new BatchOutcome(true, new long[0], Map.of()));
    }
    UUID requestId = batch.requestId();
    long[] ids = requestId == null ? null : requests.get(requestId);
    return ids == null ? Optional.empty() : Optional.of(new BatchOutcome(true, ids, Map.of()));
  }

  /**
   * A batch may stand twice in one group: its writer has reconnected while the first was waiting.
   */
  void remember(Batch batch, BatchOutcome outcome) {
    Batch.WriterNumber number = batch.number();
    if (number != null) {
      lastSequences.put(number.writerId(), number.sequence());
    }
    UUID requestId = batch.requestId();
    if (requestId != null) {
      requests.put(requestId, outcome.ids());
    }
  }
}
