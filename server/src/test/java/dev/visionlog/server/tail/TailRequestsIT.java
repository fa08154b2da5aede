package dev.visionlog.server.tail;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.RetryInfo;
import dev.visionlog.server.testing.Entries;
import dev.visionlog.server.testing.TestDatabase;
import dev.visionlog.v1.CreateLogsRequest;
import dev.visionlog.v1.ExtraFormat;
import dev.visionlog.v1.ListLogsRequest;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.TailLogsRequest;
import dev.visionlog.v1.TailLogsResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a tail can ask for, and what it is told. */
class TailRequestsIT {
  private final TestDatabase database = TestDatabase.createMigrated();
  private final LiveServer server =
      new LiveServer(database, LiveServer.Options.DEFAULT.withHeartbeat(Duration.ofSeconds(1)));

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void afterPosition_mustNotLieAheadOrBeNegative() {
    server.create("one", "two");
    assertBadField(TailClient.after(3), "after_position", "3 lies ahead of the last position, 2");
    assertBadField(TailClient.after(-1), "after_position", "-1 is negative");
    TailClient atTheEnd = TailClient.open(server.channel(), TailClient.after(2));
    TailClient.await().until(() -> !atTheEnd.messages().isEmpty());
    assertThat(atTheEnd.error()).isNull();
  }

  @Test
  void backlog_mustBeInBoundsAndAlone() {
    assertBadField(
        TailLogsRequest.newBuilder().setBacklog(10).setAfterPosition(0).build(),
        "backlog",
        "together with after_position");
    assertBadField(
        TailLogsRequest.newBuilder().setBacklog(10_001).build(), "backlog", "0 to 10000");
    assertBadField(TailLogsRequest.newBuilder().setBacklog(-1).build(), "backlog", "0 to 10000");
  }

  @Test
  void filter_mustBeOne() {
    assertBadField(
        TailLogsRequest.newBuilder().setFilter("level >= LOUD").build(), "filter", "LOUD");
    assertBadField(
        TailLogsRequest.newBuilder().setFilter("(level = INFO").build(), "filter", "column");
  }

  @Test
  void backlog_comesOnceAndIsFollowedByWhatIsNew() {
    for (int i = 0; i < 30; i++) {
      server.create("odd " + i, "even " + i);
    }
    TailClient tail =
        TailClient.open(
            server.channel(),
            TailLogsRequest.newBuilder().setFilter("message:odd").setBacklog(4).build());
    tail.awaitEntries(4);
    TailClient.await().until(() -> !tail.heartbeats().isEmpty());
    server.create("odd new", "even new");
    tail.awaitEntries(5);
    assertThat(tail.entries())
        .extracting(LogEntry::getMessage)
        .containsExactly("odd 26", "odd 27", "odd 28", "odd 29", "odd new");
    assertThat(tail.messages().get(0).getPosition()).isEqualTo(60);
  }

  @Test
  void backlog_missesNothingWhileOthersWrite() {
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(
            () -> {
              try (NumberedWriter writer = new NumberedWriter("w", server)) {
                for (int i = 0; i < 300; i++) {
                  writer.write(5);
                }
                writer.awaitAcked();
              }
            });
    List<TailClient> tails = new ArrayList<>();
    while (!writing.isDone()) {
      TailClient tail =
          TailClient.open(server.channel(), TailLogsRequest.newBuilder().setBacklog(50).build());
      TailClient.await().until(() -> !tail.messages().isEmpty());
      tails.add(tail);
    }
    writing.join();
    List<String> stored = StoredEntries.stored(database);
    for (TailClient tail : tails) {
      TailClient.await().until(() -> tail.position() == stored.size());
      int from = stored.size() - tail.entryCount();
      assertThat(StoredEntries.texts(tail.entries()))
          .isEqualTo(stored.subList(from, stored.size()));
    }
  }

  /** A client takes messages of 4 MiB unless it says otherwise. */
  @Test
  void backlog_comesInMessagesThatEveryClientTakes() {
    String kilobyte = "x".repeat(1_000);
    for (int i = 0; i < 10; i++) {
      server.create(IntStream.range(0, 1_000).mapToObj(n -> kilobyte + n).toArray(String[]::new));
    }
    TailClient tail =
        TailClient.open(server.channel(), TailLogsRequest.newBuilder().setBacklog(10_000).build());
    tail.awaitEntries(10_000);
    assertThat(tail.error()).isNull();
    assertThat(StoredEntries.texts(tail.entries())).isEqualTo(StoredEntries.stored(database));
    assertThat(tail.messages())
        .extracting(TailLogsResponse::getPosition)
        .isSorted()
        .endsWith(10_000L);
    server.create("new");
    tail.awaitEntries(10_001);
  }

  @Test
  void heartbeats_carryPositionsToResumeFrom() {
    server.create("one", "two");
    TailClient tail =
        TailClient.open(
            server.channel(),
            TailLogsRequest.newBuilder().setFilter("message:nothing").setAfterPosition(1).build());
    TailClient.await().until(() -> !tail.messages().isEmpty());
    TailLogsResponse first = tail.messages().get(0);
    assertThat(first.hasHeartbeat()).isTrue();
    assertThat(first.getPosition()).isEqualTo(1);
    assertThat(first.getHeartbeat().getHeadPosition()).isEqualTo(2);
    TailClient.await().until(() -> tail.position() == 2);
    server.create("three");
    TailClient.await().until(() -> tail.position() == 3);
    server.create("four");
    TailClient resumed = TailClient.open(server.channel(), TailClient.after(tail.position()));
    resumed.awaitEntries(1);
    assertThat(resumed.entries()).extracting(LogEntry::getMessage).containsExactly("four");
    assertThat(tail.heartbeats()).hasSameSizeAs(tail.messages());
  }

  @Test
  void shutdown_endsTailsWithAnInvitationToComeBack() throws InvalidProtocolBufferException {
    TailClient quiet = TailClient.fromNow(server.channel());
    TailClient reading = TailClient.open(server.channel(), TailClient.after(0));
    server.stopServing();
    for (TailClient tail : List.of(quiet, reading)) {
      tail.awaitEnd();
      StatusRuntimeException error = Objects.requireNonNull(tail.error());
      assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(detail(error, RetryInfo.class).getRetryDelay().getSeconds()).isPositive();
    }
  }

  /** However an entry reaches a reader, from memory or from the database, it is the same. */
  @Test
  void oddEntries_areTheSameByEveryWay() {
    List<String> extras = new ArrayList<>();
    extras.add("{}");
    extras.add("{\"a\": 1, \"b\": [true, null, {\"c\": \"d\"}], \"e\": 1.50}");
    extras.add("{\"big\": 9007199254740993, \"small\": 1e-300}");
    extras.add("{\"huge\": 1e400, \"minus\": -1e400, \"tiny\": 1e-400}");
    extras.add("{\"twice\": 1, \"twice\": 2}");
    extras.add("{\"a\":".repeat(31) + "{}" + "}".repeat(31));
    extras.add("{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}");
    TailClient structs = TailClient.fromNow(server.channel());
    TailClient texts =
        TailClient.open(
            server.channel(),
            TailLogsRequest.newBuilder().setExtraFormat(ExtraFormat.EXTRA_FORMAT_JSON).build());
    TailClient.await().until(() -> !texts.messages().isEmpty());
    for (String extra : extras) {
      server
          .logs()
          .createLogs(
              CreateLogsRequest.newBuilder()
                  .addEntries(Entries.info("odd").toBuilder().setExtraJson(extra))
                  .build());
    }
    structs.awaitEntries(extras.size());
    texts.awaitEntries(extras.size());
    assertThat(structs.error()).isNull();
    assertThat(texts.error()).isNull();
    TailClient late = TailClient.open(server.channel(), TailClient.after(0));
    late.awaitEntries(extras.size());
    assertThat(late.error()).isNull();
    assertThat(late.entries()).isEqualTo(structs.entries());
    List<LogEntry> listed =
        new ArrayList<>(
            server.logs().listLogs(ListLogsRequest.getDefaultInstance()).getEntriesList());
    Collections.reverse(listed);
    assertThat(listed).isEqualTo(structs.entries());
    assertThat(structs.entries()).hasSize(extras.size());
  }

  private void assertBadField(TailLogsRequest request, String field, String description) {
    TailClient tail = TailClient.open(server.channel(), request);
    tail.awaitEnd();
    StatusRuntimeException error = Objects.requireNonNull(tail.error());
    assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    BadRequest.FieldViolation violation = detail(error, BadRequest.class).getFieldViolations(0);
    assertThat(violation.getField()).isEqualTo(field);
    assertThat(violation.getDescription()).contains(description);
    assertThat(tail.messages()).isEmpty();
  }

  private static <T extends com.google.protobuf.Message> T detail(
      StatusRuntimeException error, Class<T> type) {
    return Objects.requireNonNull(StatusProto.fromThrowable(error)).getDetailsList().stream()
        .filter(detail -> detail.is(type))
        .map(
            detail -> {
              try {
                return detail.unpack(type);
              } catch (InvalidProtocolBufferException broken) {
                throw new IllegalStateException(broken);
              }
            })
        .findFirst()
        .orElseThrow();
  }
}
