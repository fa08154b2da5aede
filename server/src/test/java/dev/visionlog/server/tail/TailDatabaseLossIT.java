package dev.visionlog.server.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.server.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections to the database break; what is acknowledged is stored once and seen once. */
class TailDatabaseLossIT {
  private static final String TERMINATE =
      """
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()
      """;

  private static final int CUTS = 15;

  private final TestDatabase database = TestDatabase.createMigrated();
  private final LiveServer one = new LiveServer(database);

  /** Whose lanes leave it to the writers to try again. */
  private final LiveServer other =
      new LiveServer(database, LiveServer.Options.DEFAULT.withRetryFor(Duration.ZERO));

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  @Test
  void lostConnections_loseAndRepeatNothing() throws SQLException {
    List<TailClient> tails =
        List.of(
            TailClient.fromNow(one.channel()),
            TailClient.fromNow(other.channel()),
            TailClient.open(one.channel(), TailClient.after(0)));
    List<NumberedWriter> writers =
        IntStream.range(0, 4)
            .mapToObj(i -> new NumberedWriter("w" + i, i % 2 == 0 ? one : other))
            .toList();
    AtomicBoolean enough = new AtomicBoolean();
    List<CompletableFuture<Void>> writing =
        writers.stream()
            .map(writer -> CompletableFuture.runAsync(() -> write(writer, enough)))
            .toList();
    for (int cut = 0; cut < CUTS; cut++) {
      long progress = StoredEntries.stored(database).size() + 200;
      TailClient.await().until(() -> StoredEntries.stored(database).size() >= progress);
      terminateAll();
    }
    enough.set(true);
    writing.forEach(CompletableFuture::join);
    writers.forEach(NumberedWriter::close);
    int written = writers.stream().mapToInt(NumberedWriter::entries).sum();
    assertThat(writers.get(1).breaks() + writers.get(3).breaks()).isPositive();
    List<String> stored = StoredEntries.stored(database);
    assertThat(stored).hasSize(written);
    for (TailClient tail : tails) {
      tail.awaitEntries(written);
      assertThat(tail.error()).isNull();
      assertThat(tail.gaps()).isEmpty();
      assertThat(StoredEntries.texts(tail.entries())).isEqualTo(stored);
      StoredEntries.assertInOrderForEachWriter(tail.entries());
    }
  }

  private static void write(NumberedWriter writer, AtomicBoolean enough) {
    for (int i = 0; !enough.get(); i++) {
      writer.write(5 + i % 20);
    }
    writer.awaitAcked();
  }

  private void terminateAll() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(TERMINATE);
    }
  }
}
