package dev.visionlog.server.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.filter.FilterTerms;
import dev.visionlog.server.store.EntrySearch;
import dev.visionlog.server.testing.Entries;
import dev.visionlog.server.testing.TestDatabase;
import dev.visionlog.server.testing.TestServer;
import dev.visionlog.v1.CreateLogsRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PartitionsIT {
  private static final String INSERT =
      """
      INSERT INTO logs (id, time, received_time, level, source, message)
      SELECT i, timestamptz '2020-01-01 12:00:00+00' + i %% 20 * interval '1 day', now(), 'INFO', 's', 'm'
        FROM generate_series(1, %d) AS i
      """;

  @Test
  void create_hidesNoEntriesFromQueriesWhileTheyMove() throws Exception {
    TestDatabase test = TestDatabase.createMigrated();
    int rows = 40_000;
    try (Database database = Database.open(test.jdbcUrl(), test.user(), test.password(), 6)) {
      PostgresStores stores = new PostgresStores(database, "test", path -> {});
      database.read(handle -> handle.execute(INSERT.formatted(rows)));
      database.read(handle -> handle.execute(Entries.COUNT_ROWS));
      AtomicBoolean done = new AtomicBoolean();
      AtomicInteger wrong = new AtomicInteger();
      AtomicInteger counted = new AtomicInteger();
      CompletableFuture<Void> counting =
          CompletableFuture.runAsync(
              () -> {
                while (!done.get()) {
                  wrong.addAndGet(stores.logs().entries().countAll(Filter.ALL) == rows ? 0 : 1);
                  counted.incrementAndGet();
                }
              });

      for (LocalDate day : stores.logs().partitions().crowdedDays(1_000)) {
        await().until(() -> stores.logs().partitions().create(day));
      }
      done.set(true);
      counting.join();

      assertThat(stores.logs().partitions().days()).hasSize(20);
      assertThat(counted).hasPositiveValue();
      assertThat(wrong).hasValue(0);
      assertThat(stores.logs().entries().search(oldest(rows)).entries()).hasSize(100);
      assertThat(stores.logs().partitions().crowdedDays(1)).isEmpty();
    }
  }

  private static EntrySearch oldest(int skip) {
    return new EntrySearch(
        FilterTerms.source("s"),
        false,
        Optional.empty(),
        skip - 100,
        1_000,
        Duration.ofSeconds(30));
  }

  @Test
  void importedDays_getPartitionsWhileTheyFillUp() {
    try (TestServer server = TestServer.start()) {
      long before = partitions(server);
      for (int i = 0; i < 10; i++) {
        server.logs().createLogs(batch(Instant.parse("2019-05-05T05:05:05Z"), 500));
      }
      await().until(() -> partitions(server) == before + 1);
      server.logs().createLogs(batch(Instant.parse("2019-05-05T06:05:05Z"), 10));

      assertThat(server.count("SELECT count(*) FROM logs_20190505")).isEqualTo(5_010);
      assertThat(server.count("SELECT count(*) FROM logs_default")).isZero();
    }
  }

  private static long partitions(TestServer server) {
    return server.count("SELECT count(*) FROM pg_inherits WHERE inhparent = 'logs'::regclass");
  }

  private static CreateLogsRequest batch(Instant time, int entries) {
    CreateLogsRequest.Builder batch = CreateLogsRequest.newBuilder();
    for (int i = 0; i < entries; i++) {
      batch.addEntries(
          Entries.info("old").toBuilder()
              .setTime(
                  com.google.protobuf.Timestamp.newBuilder().setSeconds(time.getEpochSecond())));
    }
    return batch.build();
  }
}
