package dev.visionlog.server.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.server.testing.TestDatabase;
import dev.visionlog.v1.DeleteLogsRequest;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.TailLogsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a tail sees is what is stored, each entry once, and in order for each writer. */
class TailOrderIT {
  private final TestDatabase database = TestDatabase.createMigrated();
  private final LiveServer server =
      new LiveServer(database, LiveServer.Options.DEFAULT.withMaxRows(100));

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void manyWriters_areSeenAsTheyAreStored() {
    TailClient live = TailClient.fromNow(server.channel());
    TailClient filtered =
        TailClient.open(
            server.channel(),
            TailLogsRequest.newBuilder().setFilter("message:\"w3 \"").setAfterPosition(0).build());
    List<CompletableFuture<Integer>> writers =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> write("w" + i, 150, i)))
            .toList();
    TailClient.await().until(() -> live.entryCount() > 500);
    TailClient late = TailClient.open(server.channel(), TailClient.after(0));
    int written = writers.stream().mapToInt(CompletableFuture::join).sum();
    live.awaitEntries(written);
    late.awaitEntries(written);
    filtered.awaitEntries(writers.get(3).join());
    assertExact(live);
    assertExact(late);
    assertThat(StoredEntries.stored(database)).hasSize(written);
    assertThat(StoredEntries.texts(filtered.entries()))
        .isEqualTo(
            StoredEntries.stored(database).stream().filter(text -> text.contains("w3 ")).toList());
    assertThat(StoredEntries.count(database, "SELECT count(*) FROM commits WHERE entries > 0"))
        .as("commits")
        .isGreaterThan(40);
  }

  @Test
  void catchingUpFromTheBeginning_isExactWhileOthersWrite() {
    write("early", 400, 1);
    CompletableFuture<Integer> writing = CompletableFuture.supplyAsync(() -> write("late", 800, 2));
    List<TailClient> tails = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      tails.add(TailClient.open(server.channel(), TailClient.after(0)));
    }
    writing.join();
    int all = StoredEntries.stored(database).size();
    for (TailClient tail : tails) {
      tail.awaitEntries(all);
      assertExact(tail);
    }
  }

  @Test
  void deletions_stallNoTail() {
    TailClient live = TailClient.fromNow(server.channel());
    int written = write("before", 20, 1);
    live.awaitEntries(written);
    for (int round = 0; round < 5; round++) {
      server
          .logs()
          .deleteLogs(
              DeleteLogsRequest.newBuilder().setFilter("message:\"" + round + "\"").build());
      written += write("round-" + round, 10, round);
      live.awaitEntries(written);
    }
    assertThat(live.entryCount()).isEqualTo(written);
    assertThat(live.gaps()).isEmpty();
    assertThat(StoredEntries.count(database, "SELECT count(*) FROM commits WHERE entries = 0"))
        .isPositive();
    StoredEntries.assertInOrderForEachWriter(live.entries());
    assertThat(StoredEntries.texts(live.entries())).containsAll(StoredEntries.stored(database));
    List<String> rest = StoredEntries.stored(database);
    // Another server has none of it in memory.
    try (LiveServer other = new LiveServer(database)) {
      TailClient late = TailClient.open(other.channel(), TailClient.after(0));
      late.awaitEntries(rest.size());
      assertThat(StoredEntries.texts(late.entries())).isEqualTo(rest);
      server.logs().deleteLogs(DeleteLogsRequest.newBuilder().setDaysToKeep(0).build());
      server.create("after all");
      late.awaitEntries(rest.size() + 1);
      assertThat(late.entries().get(rest.size()).getMessage()).isEqualTo("after all");
      assertThat(StoredEntries.stored(database)).hasSize(1);
    }
  }

  private int write(String name, int batches, int seed) {
    Random random = new Random(seed);
    try (NumberedWriter writer = new NumberedWriter(name, server)) {
      for (int i = 0; i < batches; i++) {
        writer.write(1 + random.nextInt(random.nextInt(10) == 0 ? 60 : 8));
      }
      writer.awaitAcked();
      return writer.entries();
    }
  }

  private void assertExact(TailClient tail) {
    assertThat(tail.error()).isNull();
    assertThat(tail.gaps()).isEmpty();
    assertThat(tail.entries()).extracting(LogEntry::getPosition).isSorted().doesNotHaveDuplicates();
    assertThat(StoredEntries.texts(tail.entries())).isEqualTo(StoredEntries.stored(database));
    StoredEntries.assertInOrderForEachWriter(tail.entries());
  }
}
