package dev.visionlog.server.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.server.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions that others leave open neither hold a tail up nor make it miss anything. */
class TailTransactionsIT {
  private static final int ENTRIES = 1_500;

  private final TestDatabase database = TestDatabase.createMigrated();
  private Connection open;
  private LiveServer server;

  @BeforeEach
  void connect() throws SQLException {
    open = database.connect();
    server = new LiveServer(database);
    server.create("first");
  }

  @AfterEach
  void close() throws SQLException {
    server.close();
    open.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // A transaction id that is older than everything that follows.
        "BEGIN; SELECT pg_current_xact_id()",
        // An old id, and something written that nobody may see.
        """
        BEGIN;
        INSERT INTO logs (id, time, received_time, level, source, message)
        VALUES (nextval('log_ids'), now(), now(), 'INFO', 'test', 'never')
        """,
        // Rows locked that the server reads and writes from time to time.
        "BEGIN; SELECT * FROM log_counts_progress FOR UPDATE",
        "BEGIN; SELECT * FROM commits FOR UPDATE",
        // A snapshot of long ago.
        "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM commits",
        // Somebody is at the roll-up.
        "BEGIN; SELECT roll_up_counts(1000)"
      })
  void openTransaction_isInNobodysWay(String sql) throws SQLException {
    execute(sql);
    TailClient live = TailClient.fromNow(server.channel());
    TailClient all = TailClient.open(server.channel(), TailClient.after(0));
    write();
    live.awaitEntries(ENTRIES);
    all.awaitEntries(ENTRIES + 1);
    execute("ROLLBACK");
    server.create("last");
    all.awaitEntries(ENTRIES + 2);
    assertThat(StoredEntries.texts(all.entries())).isEqualTo(StoredEntries.stored(database));
    live.awaitEntries(ENTRIES + 1);
    assertThat(StoredEntries.texts(live.entries()))
        .isEqualTo(StoredEntries.stored(database).subList(1, ENTRIES + 2));
  }

  /** It began first and wrote first, and its place is where it commits. */
  @Test
  void transactionThatBeginsEarlyAndCommitsLate_isSeenInItsPlace() throws SQLException {
    TailClient live = TailClient.fromNow(server.channel());
    execute("BEGIN; " + insert("foreign"));
    write();
    live.awaitEntries(ENTRIES);
    execute(takePosition() + "; COMMIT");
    live.awaitEntries(ENTRIES + 1);
    server.create("last");
    live.awaitEntries(ENTRIES + 2);
    assertThat(live.entries().get(ENTRIES).getMessage()).isEqualTo("foreign");
    assertThat(StoredEntries.texts(live.entries()))
        .isEqualTo(StoredEntries.stored(database).subList(1, ENTRIES + 3));
  }

  /** Whoever has taken a position and not committed yet comes first, or never was. */
  @ParameterizedTest
  @ValueSource(strings = {"COMMIT", "ROLLBACK"})
  void transactionThatHoldsThePosition_isWaitedFor(String end) throws SQLException {
    TailClient live = TailClient.fromNow(server.channel());
    execute("BEGIN; " + insert("foreign") + "; " + takePosition());
    CompletableFuture<Void> writing = CompletableFuture.runAsync(this::write);
    TailClient.await().until(() -> StoredEntries.count(database, WAITING) > 0);
    assertThat(live.entries()).isEmpty();
    execute(end);
    writing.join();
    List<String> stored = StoredEntries.stored(database);
    live.awaitEntries(stored.size() - 1);
    assertThat(StoredEntries.texts(live.entries())).isEqualTo(stored.subList(1, stored.size()));
    assertThat(live.entries().get(0).getMessage())
        .isEqualTo(end.equals("COMMIT") ? "foreign" : "w 0");
  }

  /** Positions depend on reading what has been committed meanwhile. */
  @Test
  void databaseWithAnotherDefaultIsolation_changesNothing() throws SQLException {
    execute(
        "ALTER DATABASE "
            + database.name()
            + " SET default_transaction_isolation = 'repeatable read'");
    try (LiveServer strict = new LiveServer(database)) {
      TailClient live = TailClient.fromNow(strict.channel());
      List<CompletableFuture<Void>> writers =
          List.of("a", "b", "c", "d").stream()
              .map(name -> CompletableFuture.runAsync(() -> write(strict, name)))
              .toList();
      writers.forEach(CompletableFuture::join);
      live.awaitEntries(4 * ENTRIES);
      assertThat(StoredEntries.texts(live.entries()))
          .isEqualTo(StoredEntries.stored(database).subList(1, 4 * ENTRIES + 1));
    }
  }

  private static final String WAITING =
      "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";

  private static String insert(String message) {
    return """
        CREATE TEMPORARY TABLE mine AS SELECT nextval('log_ids') AS id, clock_timestamp() AS time;
        INSERT INTO logs (id, time, received_time, level, source, message)
        SELECT id, time, time, 'INFO', 'test', '%s' FROM mine
        """
        .formatted(message);
  }

  private static String takePosition() {
    return """
        INSERT INTO commits (position, entries, first_id, first_time, last_time, committed_time,
                             count_buckets, count_levels, count_sources, count_cameras, counts)
        SELECT take_position(1), 1, id, time, time, clock_timestamp(), '{}', '{}', '{}', '{}', '{}'
          FROM mine
        """;
  }

  private void write() {
    write(server, "w");
  }

  private static void write(LiveServer server, String name) {
    try (NumberedWriter writer = new NumberedWriter(name, server)) {
      for (int i = 0; i < ENTRIES / 15; i++) {
        writer.write(15);
      }
      writer.awaitAcked();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = open.createStatement()) {
      statement.execute(sql);
    }
  }
}
