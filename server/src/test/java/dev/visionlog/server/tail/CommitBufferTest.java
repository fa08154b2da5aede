package dev.visionlog.server.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.server.model.Commit;
import dev.visionlog.server.model.LogEntry;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CommitBufferTest {
  private static final long ENTRY_BYTES = FakeCommitLog.commitOf(1, 1).bytes();

  @Test
  void next_followsTheCommits() {
    CommitBuffer<LogEntry> buffer = new CommitBuffer<>(Long.MAX_VALUE, 10);
    buffer.add(FakeCommitLog.commitOf(11, 3));
    buffer.add(FakeCommitLog.commitOf(14, 1));
    assertThat(lastAfter(buffer, 10)).isEqualTo(13);
    assertThat(lastAfter(buffer, 12)).isEqualTo(13);
    assertThat(lastAfter(buffer, 13)).isEqualTo(14);
    assertThat(buffer.next(14)).isNull();
    assertThat(buffer.head()).isEqualTo(14);
  }

  @Test
  void next_isNullForWhoIsBehindTheFloor() {
    CommitBuffer<LogEntry> buffer = new CommitBuffer<>(Long.MAX_VALUE, 10);
    buffer.add(FakeCommitLog.commitOf(11, 1));
    assertThat(buffer.next(9)).isNull();
    assertThat(buffer.floor()).isEqualTo(10);
  }

  @Test
  void add_keepsTheNewestThatFit() {
    CommitBuffer<LogEntry> buffer = new CommitBuffer<>(3 * ENTRY_BYTES, 0);
    for (int position = 1; position <= 9; position++) {
      buffer.add(FakeCommitLog.commitOf(position, 1));
      assertThat(buffer.bytes()).isLessThanOrEqualTo(3 * ENTRY_BYTES);
    }
    assertThat(buffer.floor()).isEqualTo(6);
    assertThat(buffer.next(5)).isNull();
    assertThat(lastAfter(buffer, 6)).isEqualTo(7);
  }

  @Test
  void add_keepsNothingOfACommitThatIsTooLarge() {
    CommitBuffer<LogEntry> buffer = new CommitBuffer<>(3 * ENTRY_BYTES, 0);
    buffer.add(FakeCommitLog.commitOf(1, 1));
    buffer.add(FakeCommitLog.commitOf(2, 100));
    assertThat(buffer.floor()).isEqualTo(101);
    assertThat(buffer.head()).isEqualTo(101);
    assertThat(buffer.bytes()).isZero();
  }

  @Test
  void add_countsCommitsWithoutEntriesToo() {
    CommitBuffer<LogEntry> buffer = new CommitBuffer<>(10 * ENTRY_BYTES, 0);
    for (int position = 1; position <= 10_000; position++) {
      buffer.add(FakeCommitLog.commit(position));
    }
    assertThat(buffer.floor()).isPositive();
  }

  /** Whoever gets no commit while the head is ahead must find the floor moved, and the reverse. */
  @Test
  void next_leavesOutNothingWhileTheBufferMoves() {
    int commits = 200_000;
    CommitBuffer<LogEntry> buffer = new CommitBuffer<>(20 * ENTRY_BYTES, 0);
    CompletableFuture<Void> adding =
        CompletableFuture.runAsync(
            () -> {
              for (int position = 1; position <= commits; position++) {
                buffer.add(FakeCommitLog.commit(position, ""));
              }
            });
    long position = 0;
    while (position < commits) {
      Commit<LogEntry> next = buffer.next(position);
      if (next != null) {
        assertThat(next.firstPosition()).isEqualTo(position + 1);
        position = next.lastPosition();
      } else {
        position = Math.max(position, buffer.floor());
      }
    }
    adding.join();
  }

  private static long lastAfter(CommitBuffer<LogEntry> buffer, long position) {
    return Objects.requireNonNull(buffer.next(position)).lastPosition();
  }
}
