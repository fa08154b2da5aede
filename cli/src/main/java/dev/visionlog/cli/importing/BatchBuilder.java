package dev.visionlog.cli.importing;

import com.google.protobuf.MessageLite;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts entries into batches by count and by bytes; a server takes 4 MiB in one message. For one
 * thread.
 */
final class BatchBuilder<E extends MessageLite> {
  static final int MAX_ENTRIES = 500;
  static final int MAX_BYTES = 1 << 20;

  private final List<E> entries = new ArrayList<>(MAX_ENTRIES);
  private final List<Origin> origins = new ArrayList<>(MAX_ENTRIES);
  private long bytes;

  /** Whether the entry would make the batch too large: take the batch first. */
  boolean isFullFor(E entry) {
    return entries.size() >= MAX_ENTRIES
        || (bytes > 0 && bytes + entry.getSerializedSize() > MAX_BYTES);
  }

  void add(Origin origin, E entry) {
    entries.add(entry);
    origins.add(origin);
    bytes += entry.getSerializedSize();
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The batch; the builder is empty again. */
  Batch<E> take() {
    Batch<E> batch = new Batch<>(entries, origins);
    entries.clear();
    origins.clear();
    bytes = 0;
    return batch;
  }
}
