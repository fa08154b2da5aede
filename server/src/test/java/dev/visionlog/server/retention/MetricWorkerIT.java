package dev.visionlog.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.server.store.postgres.Database;
import dev.visionlog.server.store.postgres.PostgresStores;
import dev.visionlog.server.testing.TestServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricWorkerIT {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  private final TestServer server = TestServer.start("--retention-interval", "1h");
  private final Database database =
      Database.open(
          server.database().jdbcUrl(), server.database().user(), server.database().password(), 2);
  private final List<String> reports = new ArrayList<>();
  private final PostgresStores stores = new PostgresStores(database, "test", images -> {});

  @AfterEach
  void stop() {
    database.close();
    server.close();
  }

  @Test
  void run_deletesWhatWasReceivedLongAgoWhateverItsOwnTime() {
    insert(1, "2026-01-01", "2026-01-01");
    insert(2, "2020-01-01", "2026-05-31");
    insert(3, "2099-01-01", "2026-01-01");
    insert(4, "2026-05-30", "2026-05-30");

    assertThat(worker(Optional.of(Duration.ofDays(90))).run()).isEqualTo(2);

    assertThat(server.rows("SELECT id FROM system_metrics ORDER BY id")).containsExactly("2", "4");
    assertThat(reports).containsExactly("Retention deleted 2 metrics");
  }

  @Test
  void run_forEverDeletesNothing() {
    insert(1, "2020-01-01", "2020-01-01");

    assertThat(worker(Optional.empty()).run()).isZero();

    assertThat(reports).isEmpty();
  }

  @Test
  void run_goesThroughManyAndForgetsRequests() {
    server.execute(
        """
        INSERT INTO system_metrics (id, time, received_time, name, value, labels)
        SELECT i, '2025-01-01', '2025-01-01', 'x', i, '{}' FROM generate_series(1, 25000) AS i;
        INSERT INTO create_requests (kind, request_id, ids, create_time)
        VALUES ('system_metrics', gen_random_uuid(), '{}', '2026-05-30'),
               ('logs', gen_random_uuid(), '{}', '2026-05-30'),
               ('system_metrics', gen_random_uuid(), '{}', '2026-05-31 12:00:00')
        """);

    assertThat(worker(Optional.of(Duration.ofDays(90))).run()).isEqualTo(25_000);

    assertThat(server.rows("SELECT kind FROM create_requests ORDER BY kind"))
        .containsExactly("logs", "system_metrics");
  }

  private MetricWorker worker(Optional<Duration> keep) {
    return new MetricWorker(
        List.of(stores.modelPerformance(), stores.systemMetrics()),
        () -> keep,
        Clock.fixed(NOW, ZoneOffset.UTC),
        reports::add);
  }

  private void insert(long id, String time, String received) {
    server.execute(
        "INSERT INTO system_metrics (id, time, received_time, name, value, labels) VALUES ("
            + id
            + ", '"
            + time
            + "', '"
            + received
            + "', 'x', 1, '{}')");
  }
}
