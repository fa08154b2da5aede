package dev.visionlog.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.visionlog.server.testing.Entries;
import dev.visionlog.server.testing.Errors;
import dev.visionlog.server.testing.TestServer;
import dev.visionlog.v1.CreateLogsRequest;
import dev.visionlog.v1.GetLogHistogramRequest;
import dev.visionlog.v1.GetLogStatsRequest;
import dev.visionlog.v1.ListLogsRequest;
import dev.visionlog.v1.ListLogsResponse;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.LogServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListLogsIT {
  private static final String SOURCE = "test";

  private final TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void pages_haveEveryEntryOnceWhileNewerOnesComeIn() {
    write(0, 100);
    List<String> seen = new ArrayList<>();
    String token = "";
    int next = 100;
    do {
      ListLogsResponse page = list(request().setPageSize(7).setPageToken(token));
      page.getEntriesList().forEach(entry -> seen.add(entry.getMessage()));
      token = page.getNextPageToken();
      write(next++, 1);
    } while (!token.isEmpty());
    assertThat(seen).containsExactlyElementsOf(newestFirst(0, 100));
  }

  @Test
  void equalTimes_areInTheOrderOfIds() {
    Timestamp time = Timestamp.newBuilder().setSeconds(1_000).build();
    CreateLogsRequest.Builder request = CreateLogsRequest.newBuilder();
    for (int i = 0; i < 20; i++) {
      request.addEntries(test(String.valueOf(i)).toBuilder().setTime(time));
    }
    server.logs().createLogs(request.build());
    assertThat(all(request().setPageSize(3).setOrderBy("time"), 3))
        .containsExactlyElementsOf(oldestFirst(0, 20));
    assertThat(all(request().setPageSize(3).setOrderBy(" time  desc "), 3))
        .containsExactlyElementsOf(newestFirst(0, 20));
  }

  @Test
  void pageNumbersAndTotals_areExact() {
    write(0, 25);
    ListLogsResponse page = list(request().setPage(3).setPageSize(10).setWithTotal(true));
    assertThat(page.getEntriesList().stream().map(LogEntry::getMessage))
        .containsExactlyElementsOf(newestFirst(0, 5));
    assertThat(page.getTotalSize()).isEqualTo(25);
    assertThat(page.getTotalIsLowerBound()).isFalse();
    assertThat(page.getNextPageToken()).isEmpty();
    assertThat(list(request().setPage(4).setPageSize(10)).getEntriesList()).isEmpty();
    assertThat(list(request().setFilter("message:\"1\"").setWithTotal(true)).getTotalSize())
        .isEqualTo(12);
  }

  @Test
  void token_belongsToItsFilterAndOrder() {
    write(0, 10);
    String token = list(request().setPageSize(2).setFilter("level >= INFO")).getNextPageToken();
    assertThat(list(request().setPageToken(token).setFilter("level>=INFO")).getEntriesList())
        .hasSize(8);
    assertThat(badFields(request().setPageToken(token))).containsExactly("page_token");
    assertThat(
            badFields(request().setPageToken(token).setFilter("level >= INFO").setOrderBy("time")))
        .containsExactly("page_token");
    assertThat(badFields(request().setPageToken(token).setFilter("level >= INFO").setSource("s")))
        .containsExactly("page_token");
    for (String bad : List.of("x", "ä", "AAAA", token + "A", token.substring(1), "=".repeat(50))) {
      assertThat(badFields(request().setPageToken(bad).setFilter("level >= INFO")))
          .containsExactly("page_token");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"id", "time descending", "time, id", "level", "time; DROP TABLE logs", "desc"})
  void orderBy_isByTimeOnly(String orderBy) {
    assertThat(badFields(request().setOrderBy(orderBy))).containsExactly("order_by");
  }

  @Test
  void badRequests_nameTheField() {
    assertThat(badFields(request().setPageSize(-1))).containsExactly("page_size");
    assertThat(badFields(request().setPage(0))).containsExactly("page");
    assertThat(badFields(request().setPage(2_001))).containsExactly("page");
    assertThat(badFields(request().setLevelValue(3))).containsExactly("level");
    assertThat(badFields(request().setFilter("level >="))).containsExactly("filter");
    assertThat(badFields(request().setStart(Timestamp.newBuilder().setNanos(-1))))
        .containsExactly("start");
    assertThat(badFields(request().setEnd(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))))
        .containsExactly("end");
  }

  @Test
  void nulCharacters_areRefused() {
    assertThat(badFields(request().setSource("a\0"))).containsExactly("filter");
    assertThat(badFields(request().setSearch("a\0"))).containsExactly("filter");
    assertThat(badFields(request().setFilter("message = \"\0\""))).containsExactly("filter");
    assertThat(badFields(request().setFilter("extra.a = \"\0\""))).containsExactly("filter");
  }

  @Test
  void search_thatCannotFinishSaysHowFarItHasComeAndGoesOn() {
    server.execute(
        """
        INSERT INTO logs (id, time, received_time, level, source, message)
        SELECT 5000000 + i, date_trunc('day', now()) - interval '1 day' + i * interval '3 seconds', now(),
               'INFO', 'test', CASE WHEN i % 9000 = 7 THEN 'needle ' ELSE 'straw ' END || repeat('x', 50) || i
          FROM generate_series(1, 40000) AS i
        """);
    server.execute(Entries.COUNT_ROWS);
    ListLogsRequest.Builder request = request().setFilter("message:\"needle\"").setPageSize(100);
    List<String> found = new ArrayList<>();
    int unfinished = 0;
    String token = "";
    try (TestServer hasty = TestServer.on(server.database(), "--search-budget", "10ms")) {
      do {
        ListLogsResponse page = hasty.logs().listLogs(request.setPageToken(token).build());
        page.getEntriesList().forEach(entry -> found.add(entry.getMessage()));
        token = page.getNextPageToken();
        unfinished += page.hasSearchedUntil() ? 1 : 0;
        assertThat(page.hasSearchedUntil()).isEqualTo(!token.isEmpty());
      } while (!token.isEmpty());
    }
    assertThat(unfinished).isPositive();
    assertThat(found)
        .containsExactlyElementsOf(
            server.rows(
                "SELECT message FROM logs WHERE message LIKE 'needle%' ORDER BY time DESC"));
  }

  /** Clients take 4 MiB in a message by default. */
  @Test
  void pages_fitIntoAMessageOfAnyClient() {
    CreateLogsRequest.Builder request = CreateLogsRequest.newBuilder();
    for (int i = 0; i < 30; i++) {
      request.addEntries(
          test("m".repeat(60_000)).toBuilder()
              .setExtraJson("{\"a\":[1" + ",1".repeat(30_000) + "]}"));
    }
    server.logs().createLogs(request.build());
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
    try {
      int seen = 0;
      String token = "";
      do {
        ListLogsResponse page =
            LogServiceGrpc.newBlockingStub(channel)
                .listLogs(request().setPageSize(1_000).setPageToken(token).build());
        seen += page.getEntriesCount();
        token = page.getNextPageToken();
      } while (!token.isEmpty());
      assertThat(seen).isEqualTo(30);
    } finally {
      channel.shutdownNow();
    }
  }

  /** What a server takes it must be able to give back in every form. */
  @Test
  void deepestExtraData_canBeReadAsAStruct() {
    String deepest = "{\"a\":".repeat(31) + "{}" + "}".repeat(31);
    server
        .logs()
        .createLogs(
            Entries.create(
                test("32").toBuilder().setExtraJson(deepest).build(),
                test("33").toBuilder().setExtraJson("{\"a\":" + deepest + "}").build()));
    assertThat(list(request()).getEntriesList()).hasSize(2).allMatch(LogEntry::hasExtraData);
  }

  @Test
  void extremeTimes_areNoInternalErrors() {
    Timestamp first = Timestamp.newBuilder().setSeconds(-62_135_596_800L).build();
    Timestamp last =
        Timestamp.newBuilder().setSeconds(253_402_300_799L).setNanos(999_999_999).build();
    server
        .logs()
        .createLogs(
            Entries.create(
                test("0001").toBuilder().setTime(first).build(),
                test("9999").toBuilder().setTime(last).build()));
    assertThat(all(request().setStart(first).setEnd(last), 50)).containsExactly("0001");
    GetLogStatsRequest stats =
        GetLogStatsRequest.newBuilder()
            .setFilter("source = test")
            .setStart(first)
            .setEnd(last)
            .build();
    assertThat(server.logs().getLogStats(stats).getStats().getTotalCount()).isEqualTo(2);
    for (String filter : List.of("", "message:\"9\"")) {
      for (int buckets : List.of(1, 7, 1_000)) {
        GetLogHistogramRequest histogram =
            GetLogHistogramRequest.newBuilder()
                .setFilter(filter)
                .setStart(first)
                .setEnd(last)
                .setBuckets(buckets)
                .build();
        assertThat(server.logs().getLogHistogram(histogram).getBucketsList()).isNotEmpty();
      }
    }
    for (Duration period :
        List.of(
            Duration.newBuilder().setSeconds(Long.MAX_VALUE).setNanos(Integer.MAX_VALUE).build(),
            Duration.newBuilder().setSeconds(-1).build(),
            Duration.getDefaultInstance())) {
      assertThat(
              Errors.badFields(
                  () ->
                      server
                          .logs()
                          .getLogStats(GetLogStatsRequest.newBuilder().setPeriod(period).build())))
          .containsExactly("period");
    }
  }

  private List<String> badFields(ListLogsRequest.Builder request) {
    return Errors.badFields(() -> list(request));
  }

  private List<String> all(ListLogsRequest.Builder request, int pageSize) {
    List<String> all = new ArrayList<>();
    String token = "";
    do {
      ListLogsResponse page = list(request.setPageToken(token));
      assertThat(page.getEntriesCount()).isLessThanOrEqualTo(pageSize);
      page.getEntriesList().forEach(entry -> all.add(entry.getMessage()));
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return all;
  }

  private ListLogsResponse list(ListLogsRequest.Builder request) {
    return server.logs().listLogs(request.build());
  }

  /** The server may have something to say itself: only the test's own entries. */
  private static ListLogsRequest.Builder request() {
    return ListLogsRequest.newBuilder().setSource(SOURCE);
  }

  private static LogEntry test(String message) {
    return Entries.of(LogLevel.INFO, SOURCE, message);
  }

  /** Entries named by their numbers, each a second after the one before. */
  private void write(int from, int count) {
    CreateLogsRequest.Builder request = CreateLogsRequest.newBuilder();
    for (int i = from; i < from + count; i++) {
      request.addEntries(
          test(String.valueOf(i)).toBuilder()
              .setTime(Timestamp.newBuilder().setSeconds(1_700_000_000 + i)));
    }
    server.logs().createLogs(request.build());
  }

  private static List<String> oldestFirst(int from, int to) {
    List<String> names = new ArrayList<>();
    for (int i = from; i < to; i++) {
      names.add(String.valueOf(i));
    }
    return names;
  }

  private static List<String> newestFirst(int from, int to) {
    List<String> names = oldestFirst(from, to);
    Collections.reverse(names);
    return names;
  }
}
