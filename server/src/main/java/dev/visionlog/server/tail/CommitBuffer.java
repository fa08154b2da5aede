package dev.visionlog.server.tail;

import dev.visionlog.server.model.Commit;
import dev.visionlog.server.model.Entry;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The newest commits, in order and without holes, as many as fit. One thread adds; any thread
 * reads.
 */
final class CommitBuffer<E extends Entry<E>> {
  private final long maxBytes;
  private final ConcurrentSkipListMap<Long, Commit<E>> commits = new ConcurrentSkipListMap<>();
  private final AtomicLong bytes = new AtomicLong();
  private volatile long floor;
  private volatile long head;

  CommitBuffer(long maxBytes, long head) {
    this.maxBytes = maxBytes;
    this.floor = head;
    this.head = head;
  }

  /** The last position. */
  long head() {
    return head;
  }

  /** Everything after this position and up to the head is here. */
  long floor() {
    return floor;
  }

  long bytes() {
    return bytes.get();
  }

  /** Adds the commit that follows the head. */
  void add(Commit<E> commit) {
    commits.put(commit.lastPosition(), commit);
    bytes.addAndGet(commit.bytes());
    head = commit.lastPosition();
    while (bytes.get() > maxBytes) {
      Map.Entry<Long, Commit<E>> oldest = commits.firstEntry();
      if (oldest == null) {
        return;
      }
      // The floor first: who reads a commit before it goes has it; who comes later sees that it is
      // gone.
      floor = oldest.getKey();
      commits.remove(oldest.getKey());
      bytes.addAndGet(-oldest.getValue().bytes());
    }
  }

  /** The commit with the position after this one; null if there is none, or if it is gone. */
  @Nullable Commit<E> next(long position) {
    Map.Entry<Long, Commit<E>> next = commits.higherEntry(position);
    return next == null || position < floor ? null : next.getValue();
  }
}
