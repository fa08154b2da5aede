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
  private final Map<UUID, BatchOutcome> requests;

  Seen(Map<UUID, Long> lastSequences, Map<UUID, BatchOutcome> requests) {
    this.lastSequences = new HashMap<>(lastSequences);
    this.requests = new HashMap<>(requests);
  }

  /** The answer to a batch that has been stored before. */
  Optional<BatchOutcome> earlierOutcome(Batch<?> batch) {
    Batch.WriterNumber number = batch.number();
    if (number != null && number.sequence() <= lastSequences.getOrDefault(number.writerId(), 0L)) {
      return Optional.of(new BatchOutcome(true, new long[0], Map.of()));
    }
    Batch.Request request = batch.request();
    return request == null ? Optional.empty() : Optional.ofNullable(requests.get(request.id()));
  }

  /**
   * A batch may stand twice in one group: its writer has reconnected while the first was waiting.
   */
  void remember(Batch<?> batch, BatchOutcome outcome) {
    Batch.WriterNumber number = batch.number();
    if (number != null) {
      lastSequences.put(number.writerId(), number.sequence());
    }
    Batch.Request request = batch.request();
    if (request != null) {
      BatchOutcome answer = request.answer(outcome);
      requests.put(request.id(), new BatchOutcome(true, answer.ids(), answer.rejected()));
    }
  }
}
