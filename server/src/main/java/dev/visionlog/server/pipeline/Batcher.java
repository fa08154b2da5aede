package dev.visionlog.server.pipeline;

import dev.visionlog.server.model.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Cuts what is waiting into groups for one transaction each: by entries and by bytes, in order. */
final class Batcher<E extends Entry<E>> {
  private final int maxRows;
  private final long maxBytes;

  Batcher(int maxRows, long maxBytes) {
    this.maxRows = maxRows;
    this.maxBytes = maxBytes;
  }

  /**
   * Adds to a group what still fits. True if the group is full: something is left that does not
   * fit.
   */
  boolean fill(Group<E> group, Queue<Submission<E>> waiting) {
    while (true) {
      Submission<E> next = waiting.peek();
      if (next == null) {
        return group.rows >= maxRows || group.bytes >= maxBytes;
      }
      if (!group.isEmpty() && !fits(group, next)) {
        return true;
      }
      waiting.remove();
      group.add(next);
    }
  }

  private boolean fits(Group<E> group, Submission<E> next) {
    return group.rows + next.entryCount() <= maxRows && group.bytes + next.bytes() <= maxBytes;
  }

  /** Submissions that go into one transaction. */
  static final class Group<E extends Entry<E>> {
    private final List<Submission<E>> submissions = new ArrayList<>();
    private int rows;
    private long bytes;

    private void add(Submission<E> submission) {
      submissions.add(submission);
      rows += submission.entryCount();
      bytes += submission.bytes();
    }

    boolean isEmpty() {
      return submissions.isEmpty();
    }

    List<Submission<E>> submissions() {
      return submissions;
    }
  }
}
