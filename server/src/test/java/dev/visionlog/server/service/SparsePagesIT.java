package dev.visionlog.server.service;

import static dev.visionlog.server.testing.Entries.at;
import static dev.visionlog.server.testing.Entries.info;
import static dev.visionlog.server.testing.Entries.timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.server.testing.TestServer;
import dev.visionlog.testing.basics.Chance;
import dev.visionlog.v1.CreateLogsRequest;
import dev.visionlog.v1.ListLogsRequest;
import dev.visionlog.v1.ListLogsResponse;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages of entries that lie far apart, where a search passes over most of the time. */
class SparsePagesIT {
  private static final List<LogLevel> LEVELS =
      List.of(LogLevel.INFO, LogLevel.INFO, LogLevel.INFO, LogLevel.WARNING, LogLevel.CRITICAL);

  /** Filters, and what they are in SQL. */
  private static final Map<String, String> FILTERS = new LinkedHashMap<>();

  static {
    FILTERS.put("", "true");
    FILTERS.put("level = CRITICAL", "level = 'CRITICAL'");
    FILTERS.put("level = TRACE", "level = 'TRACE'");
    FILTERS.put("source = rare", "source = 'rare'");
    FILTERS.put("source = nobody", "source = 'nobody'");
    FILTERS.put(
        "source = s1 level >= WARNING camera_id = 2",
        "source = 's1' AND level >= 'WARNING' AND camera_id = 2");
    FILTERS.put("level = CRITICAL OR source = rare", "level = 'CRITICAL' OR source = 'rare'");
    FILTERS.put("Late", "message ILIKE '%late%'");
    FILTERS.put("NOT camera_id:* late", "camera_id IS NULL AND message ILIKE '%late%'");
    FILTERS.put("source = rare unheard", "false");
  }

  private static TestServer server;

  @BeforeAll
  static void store() {
    server = TestServer.start();
    Chance.times(1, SparsePagesIT::store);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Six years, above all today, and clocks that lie. */
  private static void store(Chance chance) {
    CreateLogsRequest.Builder request = CreateLogsRequest.newBuilder();
    Instant now = Instant.now();
    for (int i = 0; i < 1_500; i++) {
      Duration age =
          chance.onceIn(3)
              ? Duration.ofHours(chance.below(60_000) - 5_000L)
              : Duration.ofSeconds(chance.below(100_000));
      request.addEntries(at(some(chance, i), now.minus(age)));
    }
    request.addEntries(at(info("late first"), Instant.parse("0001-01-01T00:00:00Z")));
    request.addEntries(at(info("late 1970"), Instant.EPOCH));
    request.addEntries(at(info("last late"), Instant.parse("9999-12-31T23:59:59.999999Z")));
    assertThat(server.logs().createLogs(request.build()).getErrorsList()).isEmpty();
  }

  private static LogEntry some(Chance chance, int i) {
    LogEntry.Builder entry =
        LogEntry.newBuilder()
            .setLevel(chance.oneOf(LEVELS))
            .setSource(chance.onceIn(300) ? "rare" : "s" + chance.below(3))
            .setMessage("Frame " + i + (chance.onceIn(40) ? " is LATE" : ""));
    if (chance.onceIn(2)) {
      entry.setCameraId(chance.below(4));
    }
    return entry.build();
  }

  @Test
  void pages_haveEveryMatchOnceInBothOrders() {
    FILTERS.forEach(
        (filter, sql) -> {
          assertThat(all(ListLogsRequest.newBuilder().setFilter(filter)))
              .as(filter)
              .isEqualTo(rows(sql, "time DESC, id DESC"));
          assertThat(all(ListLogsRequest.newBuilder().setFilter(filter).setOrderBy("time")))
              .as(filter + ", oldest first")
              .isEqualTo(rows(sql, "time, id"));
        });
  }

  @Test
  void pages_keepToTheirPeriod() {
    Instant now = Instant.now();
    Chance.times(
        10,
        chance -> {
          Instant start = now.minus(Duration.ofHours(chance.below(50_000)));
          Instant end = start.plus(Duration.ofHours(1 + chance.below(20_000)));
          String filter = chance.oneOf(List.copyOf(FILTERS.keySet()));
          ListLogsRequest.Builder request =
              ListLogsRequest.newBuilder()
                  .setFilter(filter)
                  .setStart(timestamp(start))
                  .setEnd(timestamp(end));
          String sql =
              "(%s) AND time >= '%s' AND time < '%s'".formatted(FILTERS.get(filter), start, end);
          assertThat(all(request))
              .as(request.toString())
              .isEqualTo(rows(sql, "time DESC, id DESC"));
        });
  }

  private static List<String> rows(String condition, String order) {
    return server.rows("SELECT id FROM logs WHERE " + condition + " ORDER BY " + order);
  }

  private static List<String> all(ListLogsRequest.Builder request) {
    List<String> ids = new ArrayList<>();
    request.setPageSize(37);
    do {
      ListLogsResponse page = server.logs().listLogs(request.build());
      page.getEntriesList().forEach(entry -> ids.add(Long.toString(entry.getId())));
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty());
    return ids;
  }
}
