package dev.visionlog.server.model;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Entries that came in together, ready to be stored.
 *
 * @param number who sent it as which of its batches; null if the sender does not count
 * @param request makes an uncounted batch safe to repeat; null if it is not
 */
public record Batch<E extends Entry<E>>(
    @Nullable WriterNumber number, @Nullable Request request, List<E> entries) {

  /** A writer's number for a batch. {@code sequence} starts at 1. */
  public record WriterNumber(UUID writerId, String writerName, long sequence) {}

  /**
   * A call that may be repeated. The answer that is remembered is for all entries that it had: when
   * it is repeated, thresholds may have changed and others of them be in the batch.
   *
   * @param entryCount how many entries it had
   * @param indexes where the batch's entries stood among them
   */
  public record Request(UUID id, int entryCount, int[] indexes) {

    /** What to remember of it. */
    public BatchOutcome answer(BatchOutcome outcome) {
      return outcome.spread(entryCount, indexes);
    }
  }
}
