package dev.visionlog.server.pipeline;

import dev.visionlog.server.model.Batch;
import dev.visionlog.server.model.Entry;

/**
 * A batch on its way, and who waits for it.
 *
 * @param bytes what it takes of the pipeline's buffer
 */
record Submission<E extends Entry<E>>(
    Batch<E> batch, Session session, BatchListener listener, long bytes) {
  private static final long FIXED_BYTES = 200;

  static <E extends Entry<E>> Submission<E> of(
      Batch<E> batch, Session session, BatchListener listener) {
    long bytes = FIXED_BYTES;
    for (E entry : batch.entries()) {
      bytes += entry.bytes();
    }
    return new Submission<>(batch, session, listener, bytes);
  }

  int entryCount() {
    return batch.entries().size();
  }
}
