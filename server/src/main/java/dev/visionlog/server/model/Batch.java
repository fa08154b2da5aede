package dev.visionlog.server.model;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Entries that came in together, ready to be stored.
 *
 * @param number who sent it as which of its batches; null if the sender does not count
 * @param requestId makes an uncounted batch safe to repeat; null if it is not
 */
public record Batch(
    @Nullable WriterNumber number, @Nullable UUID requestId, List<LogEntry> entries) {

  /** A writer's number for a batch. {@code sequence} starts at 1. */
  public record WriterNumber(UUID writerId, String writerName, long sequence) {}
}
