package dev.visionlog.server.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.server.testing.TestDatabase;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.TailLogsRequest;
import dev.visionlog.v1.TailLogsResponse;
import io.grpc.Channel;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A tail goes on exactly where another one was cut off. */
class TailResumeIT {
  /** Heartbeats are messages too, so that there is always something to be cut off after. */
  private static final LiveServer.Options QUICK =
      LiveServer.Options.DEFAULT.withHeartbeat(Duration.ofMillis(50));

  private static final int CUTS = 30;

  private final TestDatabase database = TestDatabase.createMigrated();
  private final List<LiveServer> servers = new ArrayList<>();

  @AfterEach
  void close() {
    servers.forEach(LiveServer::close);
  }

  @Test
  void disconnects_loseAndRepeatNothing() {
    LiveServer server = start(QUICK.withMaxRows(2_000));
    Cut cut = new Cut(new Random(3), server::channel, "");
    int written = cutWhileWriting(server, cut);
    cut.until(() -> cut.seen.size() >= written);
    assertThat(StoredEntries.texts(cut.seen)).isEqualTo(StoredEntries.stored(database));
  }

  private static int cutWhileWriting(LiveServer server, Cut cut) {
    AtomicBoolean enough = new AtomicBoolean();
    CompletableFuture<Integer> writing =
        CompletableFuture.supplyAsync(
            () -> {
              try (NumberedWriter writer = new NumberedWriter("w", server)) {
                while (!enough.get()) {
                  writer.write(50);
                }
                writer.awaitAcked();
                return writer.entries();
              }
            });
    for (int i = 0; i < CUTS; i++) {
      cut.round();
    }
    enough.set(true);
    return writing.join();
  }

  /** A commit of thousands is sent in several messages, each with a position of its own. */
  @Test
  void disconnectsInTheMiddleOfACommit_loseAndRepeatNothing() {
    LiveServer server = start(QUICK.withMaxRows(8_192).withTailBuffer(64 * 1024));
    write(server, 1, 10_000);
    write(server, 1, 10_000);
    assertThat(StoredEntries.count(database, "SELECT max(entries) FROM commits")).isEqualTo(10_000);
    Cut cut = new Cut(new Random(5), server::channel, "");
    cut.until(() -> cut.seen.size() >= 20_000);
    assertThat(cut.rounds).isGreaterThan(5);
    assertThat(StoredEntries.texts(cut.seen)).isEqualTo(StoredEntries.stored(database));
  }

  @Test
  void disconnectsWithAFilter_loseAndRepeatNothing() {
    LiveServer server = start(QUICK);
    Cut cut = new Cut(new Random(9), server::channel, "message:\"3\"");
    cutWhileWriting(server, cut);
    List<String> expected =
        StoredEntries.stored(database).stream().filter(TailResumeIT::hasThree).toList();
    cut.until(() -> cut.seen.size() >= expected.size());
    assertThat(StoredEntries.texts(cut.seen)).isEqualTo(expected);
  }

  private static boolean hasThree(String positionAndMessage) {
    return positionAndMessage.substring(positionAndMessage.indexOf(' ')).contains("3");
  }

  @Test
  void restarts_loseAndRepeatNothing() throws Exception {
    LiveServer[] current = {start(QUICK)};
    List<LogEntry> seen = new ArrayList<>();
    long position = 0;
    try (NumberedWriter writer = new NumberedWriter("w", () -> current[0].channel())) {
      for (int restart = 0; restart < 4; restart++) {
        TailClient tail = TailClient.open(current[0].channel(), TailClient.after(position));
        CompletableFuture<Void> writing =
            CompletableFuture.runAsync(
                () -> {
                  for (int i = 0; i < 60; i++) {
                    writer.write(20);
                  }
                });
        tail.awaitEntries(100);
        LiveServer old = current[0];
        current[0] = start(QUICK);
        old.stopServing();
        tail.awaitEnd();
        assertThat(Objects.requireNonNull(tail.error()).getStatus().getCode())
            .isEqualTo(Status.Code.UNAVAILABLE);
        seen.addAll(tail.entries());
        position = tail.position();
        writing.join();
      }
      writer.awaitAcked();
      assertThat(writer.breaks()).isPositive();
    }
    TailClient last = TailClient.open(current[0].channel(), TailClient.after(position));
    last.awaitEntries(4 * 60 * 20 - seen.size());
    seen.addAll(last.entries());
    assertThat(StoredEntries.texts(seen))
        .isEqualTo(StoredEntries.stored(database))
        .hasSize(4 * 60 * 20);
    StoredEntries.assertInOrderForEachWriter(seen);
  }

  /** A consumer whose connection is cut after a few messages, again and again. */
  private static final class Cut {
    final List<LogEntry> seen = new ArrayList<>();
    private final Random random;
    private final Supplier<Channel> channels;
    private final String filter;
    private long position;
    private int rounds;

    Cut(Random random, Supplier<Channel> channels, String filter) {
      this.random = random;
      this.channels = channels;
      this.filter = filter;
    }

    void until(BooleanSupplier done) {
      while (!done.getAsBoolean()) {
        round();
      }
    }

    void round() {
      rounds++;
      TailLogsRequest request =
          TailLogsRequest.newBuilder().setFilter(filter).setAfterPosition(position).build();
      int take = 1 + random.nextInt(8);
      try (TailClient tail = TailClient.open(channels.get(), request, take)) {
        int quiet = random.nextInt(3);
        TailClient.await()
            .until(
                () -> tail.messages().size() >= Math.min(take, 1 + quiet) || tail.error() != null);
        assertThat(tail.error()).isNull();
        List<TailLogsResponse> got = tail.messages();
        for (TailLogsResponse message : got) {
          assertThat(message.hasGap()).isFalse();
          seen.addAll(message.getEntriesList());
          position = message.getPosition();
        }
      }
    }
  }

  private LiveServer start(LiveServer.Options options) {
    LiveServer server = new LiveServer(database, options);
    servers.add(server);
    return server;
  }

  private static void write(LiveServer server, int batches, int entries) {
    try (NumberedWriter writer = new NumberedWriter("w", server)) {
      for (int i = 0; i < batches; i++) {
        writer.write(entries);
      }
      writer.awaitAcked();
    }
  }
}
