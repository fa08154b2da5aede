package dev.visionlog.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.visionlog.server.store.postgres.Database;
import dev.visionlog.server.store.postgres.PostgresStores;
import dev.visionlog.server.testing.Entries;
import dev.visionlog.server.testing.TestServer;
import dev.visionlog.v1.CreateLogsRequest;
import dev.visionlog.v1.ListLogsRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SearchIndexWorkerIT {
  private static final Instant DAY = Instant.parse("2026-03-01T12:00:00Z");

  private final TestServer server = TestServer.start("--search-index", "false");
  private final Database database =
      Database.open(
          server.database().jdbcUrl(), server.database().user(), server.database().password(), 2);
  private final PostgresStores stores = new PostgresStores(database, "test", path -> {});
  private final SearchIndexWorker worker = worker("2026-03-02T01:00:01Z");

  private SearchIndexWorker worker(String now) {
    return new SearchIndexWorker(
        stores.searchIndexes(), Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
  }

  /** Entries first: retention drops a day of long ago to which nothing has come. */
  @BeforeEach
  void store() {
    for (int i = 0; i < 4; i++) {
      server.logs().createLogs(batch(i * 500, 500));
    }
    LocalDate day = LocalDate.ofInstant(DAY, ZoneOffset.UTC);
    Awaitility.await().until(() -> stores.logs().partitions().create(day));
    awaitCounted(2_000);
  }

  @AfterEach
  void stop() {
    worker.close();
    database.close();
    server.close();
  }

  @Test
  void run_indexesADayThatIsOverOnceNothingComesToItAnyMore() {
    worker.run();
    assertThat(worker.missing()).isOne();
    server.logs().createLogs(batch(2_000, 10));
    awaitCounted(2_010);
    worker.run();
    assertThat(indexes()).isZero();

    worker.run();

    assertThat(worker.missing()).isZero();
    assertThat(indexes()).isOne();
    assertThat(String.join("\n", server.rows("EXPLAIN " + SEARCH))).contains("logs_20260301_text");
    worker.run();
    assertThat(indexes()).isOne();
  }

  private static final String SEARCH =
      "SELECT id FROM logs WHERE time >= '2026-03-01' AND time < '2026-03-02'"
          + " AND (lower(message) LIKE '%number 1234 %' OR lower(logger_name) LIKE '%number 1234 %')";

  @Test
  void searches_findTheSameWithTheIndexAndWhatCameLater() {
    assertThat(found("NUMBER 1234 ")).isOne();
    assertThat(found("umber 12")).isEqualTo(111);
    assertThat(found("line.7")).isEqualTo(200);

    worker.run();
    worker.run();
    assertThat(indexes()).isOne();

    assertThat(found("NUMBER 1234 ")).isOne();
    assertThat(found("umber 12")).isEqualTo(111);
    assertThat(found("line.7")).isEqualTo(200);
    assertThat(found("1")).isEqualTo(1_271);
    server.logs().createLogs(batch(12_000, 7));
    assertThat(found("umber 12")).isEqualTo(118);
  }

  @Test
  void run_leavesTheOpenDayAlone() {
    try (SearchIndexWorker early = worker("2026-03-02T00:59:59Z")) {
      early.run();
      early.run();
      assertThat(early.missing()).isZero();
    }
    assertThat(indexes()).isZero();
  }

  /** As a server leaves it that was killed while it built one. */
  @Test
  void run_replacesAnIndexThatIsNotWhole() {
    server.execute("CREATE INDEX logs_20260301_text ON logs_20260301 (message)");
    server.execute(
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'logs_20260301_text'::regclass");

    worker.run();
    worker.run();

    assertThat(indexes()).isOne();
    assertThat(found("umber 12")).isEqualTo(111);
  }

  private long found(String text) {
    ListLogsRequest.Builder request =
        ListLogsRequest.newBuilder().setSearch(text).setPageSize(1_000);
    long found = 0;
    do {
      var page = server.logs().listLogs(request.build());
      found += page.getEntriesCount();
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty());
    return found;
  }

  private long indexes() {
    return server.count(
        "SELECT count(*) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid"
            + " WHERE relname = 'logs_20260301_text' AND indisvalid");
  }

  /** PostgreSQL counts a little later what has been inserted. */
  private void awaitCounted(long entries) {
    Awaitility.await()
        .until(
            () ->
                server.count("SELECT pg_stat_get_tuples_inserted('logs_20260301'::regclass)")
                    == entries);
  }

  private static CreateLogsRequest batch(int first, int count) {
    CreateLogsRequest.Builder batch = CreateLogsRequest.newBuilder();
    for (int i = first; i < first + count; i++) {
      batch.addEntries(
          Entries.info("Part number " + i + " is done").toBuilder()
              .setLoggerName("line." + i % 10)
              .setTime(Timestamp.newBuilder().setSeconds(DAY.getEpochSecond() + i)));
    }
    return batch.build();
  }
}
