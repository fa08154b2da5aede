package dev.visionlog.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Any;
import com.google.rpc.RetryInfo;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.WriteLogsRequest;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the client makes of each kind of answer. */
class ClientAnswersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ScriptedServer server = new ScriptedServer(request -> null);
  private final List<String> troubles = new CopyOnWriteArrayList<>();
  private final List<ClientListener.Rejection> rejections = new CopyOnWriteArrayList<>();

  @AfterEach
  void end() {
    server.close();
  }

  private ClientSettings.Builder settings() {
    return ClientSettings.builder()
        .endpoint(server.address())
        .watchThresholds(false)
        .batchEntries(10)
        .batchAge(Duration.ofMillis(20))
        .retryDelay(Duration.ofMillis(10))
        .maxRetryDelay(Duration.ofMillis(100));
  }

  private VisionlogClient start(ClientSettings.Builder settings) {
    VisionlogClient client = VisionlogClient.start(settings.build());
    client.addListener(
        new ClientListener() {
          @Override
          public void trouble(Trouble trouble) {
            troubles.add(trouble.text());
          }

          @Override
          public void rejected(List<Rejection> refused) {
            rejections.addAll(refused);
          }
        });
    return client;
  }

  private static void log(VisionlogClient client, int from, int to) {
    IntStream.range(from, to).forEach(i -> client.log(Level.INFO, Integer.toString(i)));
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }

  private static boolean holds(WriteLogsRequest request, String message) {
    return request.getEntriesList().stream().map(LogEntry::getMessage).anyMatch(message::equals);
  }

  private static @Nullable Throwable failsOnce(List<Boolean> failed, Throwable error) {
    if (failed.isEmpty()) {
      failed.add(true);
      return error;
    }
    return null;
  }

  @Test
  void batchThatIsSentAgain_isTheSameBatch() {
    List<Boolean> failed = new CopyOnWriteArrayList<>();
    server.script(request -> failsOnce(failed, Status.UNAVAILABLE.asRuntimeException()));
    try (VisionlogClient client = start(settings())) {
      log(client, 0, 100);
      assertThat(client.flush(PATIENCE).complete()).isTrue();
    }
    WriteLogsRequest first = server.seen.get(0);
    assertThat(server.seen.get(1)).isEqualTo(first);
    assertThat(first.getSequence()).isEqualTo(1);
    assertThat(server.stored).isEqualTo(numbers(0, 100));
  }

  @Test
  void keyThatIsRefused_pausesAndKeepsTheData() {
    server.script(request -> Status.UNAUTHENTICATED.asRuntimeException());
    try (VisionlogClient client =
        start(settings().apiKey("wrong").maxRetryDelay(Duration.ofMillis(300)))) {
      log(client, 0, 30);
      await().until(() -> server.seen.size() >= 3);
      assertThat(server.authorization).isEqualTo("Bearer wrong");
      assertThat(client.stats().buffered()).isEqualTo(30);
      assertThat(client.stats().rejected()).isZero();
      assertThat(troubles).anyMatch(text -> text.contains("does not accept the API key"));
      assertThat(troubles).noneMatch(text -> text.contains("wrong"));
      long first = server.seenNanos.get(0);
      assertThat(server.seenNanos.get(1) - first).isGreaterThan(Duration.ofMillis(290).toNanos());
      server.script(request -> null);
      assertThat(client.flush(PATIENCE).complete()).isTrue();
    }
    assertThat(server.stored).isEqualTo(numbers(0, 30));
  }

  @Test
  void delayThatTheServerAsksFor_isKept() {
    RetryInfo info =
        RetryInfo.newBuilder()
            .setRetryDelay(com.google.protobuf.Duration.newBuilder().setNanos(700_000_000))
            .build();
    com.google.rpc.Status busy =
        com.google.rpc.Status.newBuilder()
            .setCode(Status.Code.RESOURCE_EXHAUSTED.value())
            .addDetails(Any.pack(info))
            .build();
    List<Boolean> failed = new CopyOnWriteArrayList<>();
    server.script(request -> failsOnce(failed, StatusProto.toStatusRuntimeException(busy)));
    try (VisionlogClient client = start(settings())) {
      log(client, 0, 5);
      assertThat(client.flush(PATIENCE).complete()).isTrue();
    }
    assertThat(server.seenNanos.get(1) - server.seenNanos.get(0))
        .isGreaterThan(Duration.ofMillis(690).toNanos());
    assertThat(server.stored).isEqualTo(numbers(0, 5));
  }

  @Test
  void batchThatTheServerRefuses_goesAndItsNeighboursStay() {
    server.script(
        request -> holds(request, "42") ? Status.INVALID_ARGUMENT.asRuntimeException() : null);
    int rejected;
    try (VisionlogClient client = start(settings())) {
      log(client, 0, 100);
      assertThat(client.flush(PATIENCE).complete()).isTrue();
      rejected = (int) client.stats().rejected();
      assertThat(rejected).isBetween(1, 10);
      assertThat(client.stats().sent()).isEqualTo(100 - rejected);
    }
    assertThat(rejections).hasSize(rejected);
    assertThat(server.stored).hasSize(100 - rejected).doesNotContain("42");
    assertThat(server.stored).startsWith("0", "1").endsWith("99");
  }

  @Test
  void batches_areCutByCountAndByBytes() {
    try (VisionlogClient client =
        start(settings().batchBytes(4_096).batchAge(Duration.ofSeconds(1)))) {
      log(client, 0, 25);
      for (int i = 0; i < 4; i++) {
        client.log(Level.INFO, "x".repeat(3_000));
      }
      assertThat(client.flush(PATIENCE).complete()).isTrue();
    }
    // On a busy machine the age or the flush may cut one of them before it is full.
    assertThat(server.seen).extracting(WriteLogsRequest::getEntriesCount).contains(10);
    assertThat(server.seen)
        .allSatisfy(request -> assertThat(request.getEntriesCount()).isLessThanOrEqualTo(10));
    assertThat(server.seen)
        .allSatisfy(request -> assertThat(request.getSerializedSize()).isLessThan(4_300));
    assertThat(server.stored).hasSize(29);
  }

  @Test
  void entriesThatAreTooLarge_areCutWithAMark() {
    try (VisionlogClient client = start(settings().maxMessageBytes(100).maxExtraBytes(64))) {
      client.log(
          dev.visionlog.client.LogEntry.builder(Level.INFO, "é".repeat(500))
              .source("s".repeat(300))
              .extra("long", "y".repeat(1_000))
              .build());
      assertThat(client.flush(PATIENCE).complete()).isTrue();
    }
    LogEntry entry = server.seen.get(0).getEntries(0);
    assertThat(entry.getMessageBytes().size()).isLessThanOrEqualTo(100);
    assertThat(entry.getMessage()).startsWith("éé").endsWith("… [cut: 1000 bytes]");
    assertThat(entry.getSource()).hasSizeLessThanOrEqualTo(100).contains("[cut: 300 bytes]");
    assertThat(entry.getExtraJson()).contains("visionlog_cut");
  }

  @Test
  void sharedClient_isOneForEqualSettings() {
    VisionlogClient first = VisionlogClient.shared(settings().build());
    VisionlogClient second = VisionlogClient.shared(settings().build());
    log(first, 0, 5);
    first.close();
    log(second, 5, 10);
    second.close();
    VisionlogClient third = VisionlogClient.shared(settings().build());
    log(third, 10, 15);
    assertThat(third.flush(PATIENCE).complete()).isTrue();
    assertThat(third.stats().accepted()).isEqualTo(15);
    log(first, 15, 20);
    assertThat(third.stats().dropped()).containsEntry(DropReason.CLOSED, 5L);
    third.close();
    assertThat(server.stored).isEqualTo(numbers(0, 15));
    assertThat(server.seen).extracting(WriteLogsRequest::getWriterId).containsOnly(writer());
  }

  private String writer() {
    return server.seen.get(0).getWriterId();
  }
}
