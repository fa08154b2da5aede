package dev.visionlog.server.store.postgres;

import dev.visionlog.server.model.Batch;
import dev.visionlog.server.model.Commit;
import dev.visionlog.server.model.Level;
import dev.visionlog.server.model.LogEntry;
import dev.visionlog.server.store.BatchWriter;
import dev.visionlog.server.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The store of entries on a database of its own, and entries that were received whenever a test
 * says.
 */
final class StoredLogs implements AutoCloseable {
  private final TestDatabase testDatabase = TestDatabase.createMigrated();
  private final Database database =
      Database.open(testDatabase.jdbcUrl(), testDatabase.user(), testDatabase.password(), 5);
  private final PostgresKind<LogEntry> store =
      new PostgresStores(database, "test", path -> {}).logs();
  private final BatchWriter<LogEntry> writer = store.writer();

  TestDatabase database() {
    return testDatabase;
  }

  PostgresKind<LogEntry> store() {
    return store;
  }

  /** One commit of entries a second apart. */
  Commit<LogEntry> write(int entries, String message, Instant time, Instant received) {
    List<LogEntry> batch =
        IntStream.range(0, entries)
            .mapToObj(i -> entry(message, time.plusSeconds(i), received))
            .toList();
    return writer.group(List.of(new Batch<>(null, null, batch))).store().commit().orElseThrow();
  }

  private static LogEntry entry(String message, Instant time, Instant received) {
    return new LogEntry(0, Level.INFO, message, time, received, null, "test", "", null, 0);
  }

  @Override
  public void close() {
    database.close();
  }
}
