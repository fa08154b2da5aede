package dev.visionlog.server.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Cuts what is waiting into groups for one transaction each: by entries and by bytes, in order. */
final class Batcher {
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
  boolean fill(Group group, Queue<Submission> waiting) {
    while (true) {
      Submission next = waiting.peek();
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

  private boolean fits(Group group, Submission next) {
    return group.rows + next.entryCount() <= maxRows && group.bytes + next.bytes() <= maxBytes;
  }

  /** Submissions that go into one transaction. */
  static final class Group {
    private final List<Submission> submissions = new ArrayList<>();
    private int rows;
    private long bytes;

    private void add(Submission submission) {
      submissions.add(submission);
      rows += submission.entryCount();
      bytes += submission.bytes();
    }

    boolean isEmpty() {
      return submissions.isEmpty();
    }

    List<Submission> submissions() {
      return submissions;
    }
  }
}
