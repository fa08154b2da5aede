package dev.visionlog.server.pipeline;

import dev.visionlog.server.model.Batch;
import dev.visionlog.server.model.LogEntry;

/**
 * A batch on its way, and who waits for it.
 *
 * @param bytes what it takes of the pipeline's buffer
 */
record Submission(Batch batch, Session session, BatchListener listener, long bytes) {
  private static final long FIXED_BYTES = 200;

  static Submission of(Batch batch, Session session, BatchListener listener) {
    long bytes = FIXED_BYTES;
    for (LogEntry entry : batch.entries()) {
      bytes += entry.bytes();
    }
    return new Submission(batch, session, listener, bytes);
  }

  int entryCount() {
    return batch.entries().size();
  }
}
