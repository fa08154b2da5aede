package dev.visionlog.server.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.store.RetentionStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionIT {
  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private static final Instant CUTOFF = Instant.parse("2026-02-01T00:00:00Z");

  private static final Duration TICK = Duration.ofMillis(5);

  private final StoredLogs logs = new StoredLogs();
  private final RetentionStore retention = logs.store().retention();

  @BeforeEach
  void store() {
    store(100, NOON);
    assertThat(logs.store().partitions().create(DAY)).isTrue();
  }

  @AfterEach
  void close() {
    logs.close();
  }

  @Test
  void drop_takesADayOfOldEntries() {
    assertThat(retention.drop(DAY, CUTOFF)).isEqualTo(100);
    assertThat(logs.store().partitions().days()).isEmpty();
    assertThat(count()).isZero();
  }

  @Test
  void drop_keepsADayWithALateEntry() {
    store(1, CUTOFF);
    assertThat(retention.drop(DAY, CUTOFF)).isEqualTo(-1);
    assertThat(count()).isEqualTo(101);
  }

  /** As when a device that was without a network for months sends its spool at that moment. */
  @Test
  void drop_keepsADayToWhichALateEntryComesMeanwhile() throws SQLException {
    CompletableFuture<Long> dropping;
    try (Connection reader = logs.database().connect();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("SELECT * FROM logs LIMIT 1");
      dropping = CompletableFuture.supplyAsync(() -> retention.drop(DAY, CUTOFF));
      await().pollInterval(TICK).until(() -> logs.database().waiting() == 1);
      store(1, CUTOFF);
      reader.commit();
    }

    assertThat(dropping.join()).isEqualTo(-1);
    assertThat(count()).isEqualTo(101);
  }

  private long count() {
    return logs.store().entries().countAll(Filter.ALL);
  }

  private void store(int entries, Instant received) {
    logs.write(entries, "old", NOON, received);
  }
}
