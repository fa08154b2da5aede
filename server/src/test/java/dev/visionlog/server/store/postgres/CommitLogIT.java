package dev.visionlog.server.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.model.Commit;
import dev.visionlog.server.model.LogEntry;
import dev.visionlog.server.store.CommitLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommitLogIT {
  private static final Instant TIME = Instant.parse("2026-01-01T12:00:00Z");

  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

  private static final Duration TICK = Duration.ofMillis(5);

  private final StoredLogs logs = new StoredLogs();
  private final CommitLog<LogEntry> log = logs.store().commitLog();

  @AfterEach
  void close() {
    logs.close();
  }

  @Test
  void read_returnsCommitsInOrder() {
    List<Commit<LogEntry>> written = List.of(store(3, "one"), store(1, "two"), store(500, "three"));
    assertThat(log.head()).isEqualTo(504);
    assertThat(log.read(0, 1_000)).isEqualTo(written);
    assertThat(log.read(3, 1_000)).isEqualTo(written.subList(1, 3));
    assertThat(log.read(504, 1_000)).isEmpty();
  }

  @Test
  void read_returnsAWholeCommitHoweverLarge() {
    Commit<LogEntry> large = store(3_000, "large");
    store(1, "next");
    assertThat(log.read(0, 10)).containsExactly(large);
    assertThat(log.read(1_500, 10)).containsExactly(large);
  }

  @Test
  void read_stopsAfterSomeMegabytes() {
    String large = "x".repeat(60_000);
    List<Commit<LogEntry>> written = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      written.add(store(10, large));
    }
    List<Commit<LogEntry>> read = new ArrayList<>();
    while (read.size() < written.size()) {
      long after = read.isEmpty() ? 0 : read.get(read.size() - 1).lastPosition();
      List<Commit<LogEntry>> next = log.read(after, 5_000);
      assertThat(next.stream().mapToLong(Commit::bytes).sum()).isBetween(1L, 4_000_000L);
      read.addAll(next);
    }
    assertThat(read).isEqualTo(written);
  }

  /**
   * Rows move while a partition is made for them; who reads meanwhile must find them all the same.
   */
  @Test
  void read_missesNothingWhileRowsMoveToAPartitionOfTheirOwn() throws SQLException {
    Commit<LogEntry> commit = store(100, "moves");
    boolean moved = false;
    while (!moved) {
      moved = readWhileRowsMove(commit);
    }
  }

  /** False if the lock could not be had in time. */
  private boolean readWhileRowsMove(Commit<LogEntry> commit) throws SQLException {
    try (Connection holder = logs.database().connect();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("SELECT * FROM logs_default LIMIT 1");
      CompletableFuture<Boolean> moving =
          CompletableFuture.supplyAsync(() -> logs.store().partitions().create(DAY));
      await().pollInterval(TICK).until(() -> moving.isDone() || logs.database().waiting() == 1);
      CompletableFuture<List<Commit<LogEntry>>> reading =
          CompletableFuture.supplyAsync(() -> log.read(0, 10));
      CompletableFuture<Long> counting =
          CompletableFuture.supplyAsync(() -> logs.store().entries().countAll(Filter.ALL));
      await().pollInterval(TICK).until(() -> moving.isDone() || logs.database().waiting() == 3);
      holder.commit();
      assertThat(counting.join()).isEqualTo(100);
      assertThat(reading.join()).containsExactly(commit);
      return moving.join();
    }
  }

  private Commit<LogEntry> store(int entries, String message) {
    return logs.write(entries, message, TIME, TIME);
  }
}
