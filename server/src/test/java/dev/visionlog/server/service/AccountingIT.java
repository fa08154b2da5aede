package dev.visionlog.server.service;

import static dev.visionlog.server.testing.Entries.at;
import static dev.visionlog.server.testing.Entries.create;
import static dev.visionlog.server.testing.Entries.info;
import static dev.visionlog.server.testing.Entries.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Timestamp;
import dev.visionlog.server.testing.TestServer;
import dev.visionlog.server.testing.Writers;
import dev.visionlog.v1.CleanupRequest;
import dev.visionlog.v1.CreateLogsRequest;
import dev.visionlog.v1.DeleteLogsRequest;
import dev.visionlog.v1.GetLogHistogramRequest;
import dev.visionlog.v1.GetLogStatsRequest;
import dev.visionlog.v1.HistogramBucket;
import dev.visionlog.v1.ListLogSourcesRequest;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.LogStats;
import dev.visionlog.v1.Retention;
import dev.visionlog.v1.Settings;
import dev.visionlog.v1.UpdateSettingsRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every count that is shown is the one that counting the rows would give. */
class AccountingIT {
  private static final List<LogLevel> LEVELS =
      List.of(LogLevel.TRACE, LogLevel.INFO, LogLevel.WARNING, LogLevel.CRITICAL);

  private final TestServer server = TestServer.start();
  private final Random random = new Random(4);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void counts_areExactBeforeAndAfterTheRollUp() {
    write(500);
    assertExact();
    await().until(() -> server.count("SELECT count(*) FROM pending_counts") == 0);
    assertExact();
    write(100);
    assertExact();
  }

  @Test
  void counts_areExactAfterDeletions() {
    write(600);
    delete(DeleteLogsRequest.newBuilder().setFilter("level >= WARNING AND source = \"s1\""));
    assertExact();
    write(50);
    delete(DeleteLogsRequest.newBuilder().setFilter("NOT camera_id:* OR extra.n > 5"));
    assertExact();
    delete(DeleteLogsRequest.newBuilder().setDaysToKeep(2));
    assertExact();
    assertThat(server.count("SELECT count(*) FROM logs")).isPositive();
    delete(DeleteLogsRequest.newBuilder().setDaysToKeep(0));
    assertThat(server.count("SELECT count(*) FROM logs")).isZero();
    assertExact();
    write(20);
    assertExact();
  }

  /** What has been deleted or written since waits, and must be taken off or added everywhere. */
  @Test
  void counts_areExactWhileNoneAreMoved() throws SQLException {
    write(300);
    await().until(() -> server.count("SELECT count(*) FROM pending_counts") == 0);
    try (Connection mover = server.database().connect();
        Statement statement = mover.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(7620, 2)");
      for (int i = 0; i < 10; i++) {
        delete(DeleteLogsRequest.newBuilder().setFilter("extra.n = " + i));
        assertExact();
      }
      assertThat(server.count("SELECT count(*) FROM pending_counts")).isPositive();
      write(50);
      assertExact();
    }
    assertExact();
  }

  @Test
  void counts_areExactAfterRetentionDroppedADay() {
    LocalDate old = LocalDate.now(ZoneOffset.UTC).minusDays(60);
    write(300);
    String partition = "logs_" + old.toString().replace("-", "");
    server.execute(
        "CREATE TABLE IF NOT EXISTS %s PARTITION OF logs FOR VALUES FROM ('%s') TO ('%s')"
            .formatted(partition, old + " 00:00+00", old.plusDays(1) + " 00:00+00"));
    Instant noon = old.atTime(12, 0).toInstant(ZoneOffset.UTC);
    for (int i = 0; i < 10; i++) {
      server.logs().createLogs(create(at(info("old"), noon.plusSeconds(i * 700L))));
    }
    server.execute("UPDATE logs SET received_time = time WHERE message = 'old'");
    long before = server.count("SELECT count(*) FROM logs");
    server
        .settings()
        .updateSettings(
            UpdateSettingsRequest.newBuilder()
                .setSettings(Settings.newBuilder().setRetention(Retention.newBuilder().setDays(5)))
                .build());
    // A partition that somebody reads at the moment is left for the next time; or the server was
    // sooner.
    await()
        .until(
            () -> {
              server.admin().cleanup(CleanupRequest.getDefaultInstance());
              return server.count(
                  "SELECT count(*) FROM pg_class WHERE relname = '" + partition + "'");
            },
            count -> count == 0);
    assertThat(server.count("SELECT count(*) FROM logs WHERE message = 'old'")).isZero();
    assertThat(server.count("SELECT count(*) FROM logs WHERE logger_name IS NULL"))
        .isEqualTo(before - 10);
    assertExact();
  }

  @Test
  void counts_areExactWhileEntriesComeInAndGo() throws Exception {
    try (Writers writers = new Writers(3, Long.MAX_VALUE, server::channel)) {
      for (int i = 0; i < 10; i++) {
        long then = writers.acked();
        await().until(() -> writers.acked() > then);
        server
            .logs()
            .deleteLogs(DeleteLogsRequest.newBuilder().setFilter("source = \"writer_1\"").build());
        if (i == 5) {
          server.logs().deleteLogs(DeleteLogsRequest.newBuilder().setDaysToKeep(0).build());
        }
        assertThat(stats("").getTotalCount()).isNotNegative();
      }
      writers.finish();
      assertThat(writers.all().stream().mapToLong(writer -> writer.ackedEntries()).sum())
          .isEqualTo(server.count("SELECT sum(stored_entries) FROM writers"));
    }
    assertExact();
  }

  private void write(int count) {
    CreateLogsRequest.Builder request = CreateLogsRequest.newBuilder();
    Instant now = Instant.now();
    for (int i = 0; i < count; i++) {
      LogEntry.Builder entry =
          LogEntry.newBuilder()
              .setLevel(LEVELS.get(random.nextInt(LEVELS.size())))
              .setSource("s" + random.nextInt(3))
              .setExtraJson("{\"n\":" + random.nextInt(10) + "}");
      if (random.nextBoolean()) {
        entry.setCameraId(random.nextInt(3));
      }
      Duration age =
          switch (random.nextInt(5)) {
            case 0 -> Duration.ofSeconds(random.nextInt(100));
            case 1 -> Duration.ofMinutes(random.nextInt(2_000));
            case 2 -> Duration.ofDays(random.nextInt(40));
            case 3 -> Duration.ofHours(random.nextInt(60_000) - 30_000);
            default -> Duration.ofDays(-random.nextInt(40));
          };
      request.addEntries(at(entry.build(), now.minus(age)));
    }
    request.addEntries(at(info("1970"), Instant.EPOCH));
    request.addEntries(at(info("2100"), Instant.parse("2100-01-01T00:00:00.5Z")));
    request.addEntries(at(info("first"), Instant.parse("0001-01-01T00:00:00Z")));
    request.addEntries(at(info("last"), Instant.parse("9999-12-31T23:59:59.999999Z")));
    assertThat(server.logs().createLogs(request.build()).getErrorsList()).isEmpty();
  }

  private void delete(DeleteLogsRequest.Builder request) {
    long expected =
        server.logs().deleteLogs(request.clone().setDryRun(true).build()).getDeletedCount();
    long before = server.count("SELECT count(*) FROM logs");
    assertThat(server.logs().deleteLogs(request.build()).getDeletedCount()).isEqualTo(expected);
    assertThat(server.count("SELECT count(*) FROM logs")).isEqualTo(before - expected);
  }

  private void assertExact() {
    long rows = server.count("SELECT count(*) FROM logs");
    LogStats all = stats("");
    assertThat(all.getTotalCount()).isEqualTo(rows);
    assertThat(all.getCriticalCount())
        .isEqualTo(server.count("SELECT count(*) FROM logs WHERE level = 'CRITICAL'"));
    assertThat(all.getUniqueSources())
        .isEqualTo(server.count("SELECT count(DISTINCT source) FROM logs"));
    assertThat(all.getUniqueCameras())
        .isEqualTo(server.count("SELECT count(DISTINCT camera_id) FROM logs"));
    assertThat(stats("level = INFO AND camera_id = 1").getTotalCount())
        .isEqualTo(
            server.count("SELECT count(*) FROM logs WHERE level = 'INFO' AND camera_id = 1"));
    assertThat(edges(all))
        .isEqualTo(
            server.rows(
                "SELECT floor(extract(epoch FROM min(time))), floor(extract(epoch FROM max(time))) FROM logs HAVING count(*) > 0"));
    assertThat(
            server
                .logs()
                .listLogSources(ListLogSourcesRequest.getDefaultInstance())
                .getSourcesList()
                .stream()
                .map(
                    source ->
                        source.getSource()
                            + "|"
                            + source.getLogCount()
                            + "|"
                            + source.getWarningCount()
                            + "|"
                            + source.getLastLogTime().getSeconds()))
        .containsExactlyElementsOf(
            server.rows(
                """
                SELECT source, count(*), count(*) FILTER (WHERE level = 'WARNING'), floor(extract(epoch FROM max(time)))
                  FROM logs GROUP BY source ORDER BY source
                """));
    assertHistogram("", 61, 20);
    assertHistogram("level >= WARNING", 24, 20);
    assertHistogram("level >= WARNING", 17, 1_500);
    assertHistogram("extra.n > 5", 30, 20);
    for (int i = 0; i < 5; i++) {
      assertPeriod();
    }
  }

  /** Of minutes to years, from and to any minute. */
  private void assertPeriod() {
    long minutes = (long) Math.pow(10, 6 * random.nextDouble());
    Instant start =
        Instant.now()
            .truncatedTo(ChronoUnit.MINUTES)
            .minus(Duration.ofMinutes(random.nextInt(2_000_000) - 500_000));
    Instant end = start.plus(Duration.ofMinutes(minutes));
    LogStats stats =
        server
            .logs()
            .getLogStats(
                GetLogStatsRequest.newBuilder()
                    .setFilter("source != s1")
                    .setStart(timestamp(start))
                    .setEnd(timestamp(end))
                    .build())
            .getStats();
    String rows =
        " FROM logs WHERE source <> 's1' AND time >= '%s' AND time < '%s'".formatted(start, end);
    assertThat(stats.getTotalCount()).isEqualTo(server.count("SELECT count(*)" + rows));
    assertThat(stats.getUniqueCameras())
        .isEqualTo(server.count("SELECT count(DISTINCT camera_id)" + rows));
    assertThat(edges(stats))
        .isEqualTo(
            server.rows(
                "SELECT floor(extract(epoch FROM min(time))), floor(extract(epoch FROM max(time)))"
                    + rows
                    + " HAVING count(*) > 0"));
  }

  private void assertHistogram(String filter, int buckets, int days) {
    Instant end = Instant.now();
    Instant start = end.minus(Duration.ofDays(days));
    List<HistogramBucket> spans =
        server
            .logs()
            .getLogHistogram(
                GetLogHistogramRequest.newBuilder()
                    .setFilter(filter)
                    .setStart(timestamp(start))
                    .setEnd(timestamp(end))
                    .setBuckets(buckets)
                    .build())
            .getBucketsList();
    String condition =
        switch (filter) {
          case "" -> "true";
          case "level >= WARNING" -> "level >= 'WARNING'";
          default -> "(extra_data ->> 'n')::int > 5";
        };
    String bounds =
        spans.stream()
            .map(
                span ->
                    "(%d, %d)".formatted(span.getStart().getSeconds(), span.getEnd().getSeconds()))
            .collect(Collectors.joining(", "));
    List<String> expected =
        server.rows(
            """
            SELECT (SELECT count(*) FROM logs
                     WHERE %s AND time >= to_timestamp(span.start) AND time < to_timestamp(span.stop))
              FROM (VALUES %s) AS span (start, stop) ORDER BY span.start
            """
                .formatted(condition, bounds));
    assertThat(spans.stream().map(span -> Long.toString(span.getTotalCount())))
        .containsExactlyElementsOf(expected);
  }

  private LogStats stats(String filter) {
    return server
        .logs()
        .getLogStats(
            GetLogStatsRequest.newBuilder()
                .setFilter(filter)
                .setStart(Timestamp.newBuilder().setSeconds(-62_135_596_800L))
                .build())
        .getStats();
  }

  private static List<String> edges(LogStats stats) {
    return stats.hasFirstLogTime()
        ? List.of(stats.getFirstLogTime().getSeconds() + "|" + stats.getLastLogTime().getSeconds())
        : List.of();
  }
}
