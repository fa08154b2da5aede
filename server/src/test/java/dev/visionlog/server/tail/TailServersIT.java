package dev.visionlog.server.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.server.testing.TestDatabase;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several servers on one database: a tail on either sees everything. */
class TailServersIT {
  private final TestDatabase database = TestDatabase.createMigrated();
  private final LiveServer one = new LiveServer(database);
  private final LiveServer other = new LiveServer(database);

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  @Test
  void tailsOnEither_seeWhatBothStore() {
    TailClient here = TailClient.fromNow(one.channel());
    TailClient there = TailClient.fromNow(other.channel());
    int written =
        IntStream.range(0, 6)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> write(new NumberedWriter("w" + i, i % 2 == 0 ? one : other))))
            .toList()
            .stream()
            .mapToInt(CompletableFuture::join)
            .sum();
    for (TailClient tail : List.of(here, there)) {
      tail.awaitEntries(written);
      assertThat(tail.gaps()).isEmpty();
      assertThat(StoredEntries.texts(tail.entries())).isEqualTo(StoredEntries.stored(database));
      StoredEntries.assertInOrderForEachWriter(tail.entries());
    }
  }

  /** One that reconnects, now here, now there, as behind a load balancer. */
  @Test
  void writerThatMovesBetweenServers_isSeenOnceAndInOrder() {
    TailClient here = TailClient.fromNow(one.channel());
    TailClient there = TailClient.fromNow(other.channel());
    AtomicInteger turn = new AtomicInteger();
    try (NumberedWriter writer =
        new NumberedWriter(
            "w", () -> (turn.getAndIncrement() % 2 == 0 ? one : other).newChannel())) {
      for (int i = 0; i < 200; i++) {
        writer.write(10);
        if (i % 10 == 5) {
          writer.breakOff();
        }
      }
      writer.awaitAcked();
      assertThat(writer.breaks()).isGreaterThan(3);
    }
    assertThat(StoredEntries.stored(database)).hasSize(2_000);
    for (TailClient tail : List.of(here, there)) {
      tail.awaitEntries(2_000);
      assertThat(StoredEntries.texts(tail.entries())).isEqualTo(StoredEntries.stored(database));
      StoredEntries.assertInOrderForEachWriter(tail.entries());
    }
  }

  /** Were it not for the doorbell, half of the entries would wait for half a poll. */
  @Test
  void entriesOfTheOtherServer_comeLongBeforeThePoll() {
    TailClient there = TailClient.fromNow(other.channel());
    long[] waits = new long[31];
    for (int i = 0; i < waits.length; i++) {
      long start = System.nanoTime();
      one.create("entry " + i);
      there.awaitEntries(i + 1);
      waits[i] = System.nanoTime() - start;
    }
    Arrays.sort(waits);
    assertThat(Duration.ofNanos(waits[waits.length / 2])).isLessThan(TailHub.POLL.dividedBy(4));
  }

  private static int write(NumberedWriter writer) {
    try (writer) {
      for (int i = 0; i < 120; i++) {
        writer.write(1 + i % 12);
      }
      writer.awaitAcked();
      return writer.entries();
    }
  }
}
