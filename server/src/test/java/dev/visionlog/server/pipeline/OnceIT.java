package dev.visionlog.server.pipeline;

import static dev.visionlog.server.testing.Entries.info;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.server.testing.TestDatabase;
import dev.visionlog.server.testing.TestServer;
import dev.visionlog.server.testing.WriteCall;
import dev.visionlog.server.testing.Writers;
import dev.visionlog.v1.WriteLogsResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A batch is stored once, and a writer's batches in their order, however often they are sent. */
class OnceIT {
  private final TestDatabase database = TestDatabase.createMigrated();
  private final TestServer server = TestServer.on(database);
  private final TestServer other = TestServer.on(database);
  private final UUID writer = UUID.randomUUID();

  @AfterEach
  void stop() {
    other.close();
    server.close();
  }

  @Test
  void sameNumber_onOneStreamIsStoredOnce() {
    WriteCall call = new WriteCall(server.channel());
    call.send(writer, 1, info("first")).send(writer, 1, info("again")).send(writer, 2, info("b"));
    assertThat(call.answer(3).getAckedSequence()).isEqualTo(2);
    assertThat(call.answers())
        .extracting(WriteLogsResponse::getDuplicate)
        .containsExactly(false, true, false);
    assertThat(messages()).containsExactly("first", "b");
  }

  @Test
  void sameNumber_onTwoStreamsIsStoredOnce() {
    WriteCall first = new WriteCall(server.channel());
    WriteCall second = new WriteCall(server.channel());
    WriteCall third = new WriteCall(other.channel());
    first.send(writer, 1, info("a")).answer(1);
    assertThat(second.send(writer, 1, info("a")).answer(1).getDuplicate()).isTrue();
    assertThat(third.send(writer, 1, info("a")).answer(1).getDuplicate()).isTrue();
    assertThat(third.send(writer, 2, info("b")).answer(2).getDuplicate()).isFalse();
    assertThat(first.send(writer, 2, info("b")).answer(2).getDuplicate()).isTrue();
    assertThat(messages()).containsExactly("a", "b");
  }

  @Test
  void sameNumbers_onTwoServersAtOnceAreStoredOnce() {
    List<WriteCall> calls =
        List.of(
            new WriteCall(server.channel()),
            new WriteCall(other.channel()),
            new WriteCall(server.channel()),
            new WriteCall(other.channel()));
    int batches = 50;
    for (long sequence = 1; sequence <= batches; sequence++) {
      for (WriteCall call : calls) {
        call.send(writer, sequence, info(sequence + "a"), info(sequence + "b"));
      }
    }
    calls.forEach(call -> call.answer(batches));
    assertThat(calls.stream().mapToLong(OnceIT::fresh).sum()).isEqualTo(batches);
    assertThat(messages())
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, batches)
                .boxed()
                .flatMap(i -> List.of(i + "a", i + "b").stream())
                .toList());
    assertThat(server.pipeline().getStoredCount() + other.pipeline().getStoredCount())
        .isEqualTo(2 * batches);
  }

  private static long fresh(WriteCall call) {
    return call.answers().stream().filter(answer -> !answer.getDuplicate()).count();
  }

  @Test
  void brokenStream_isResumedWithTheSameNumbers() {
    WriteCall broken = new WriteCall(server.channel());
    for (long sequence = 1; sequence <= 40; sequence++) {
      broken.send(writer, sequence, info(String.valueOf(sequence)));
    }
    broken.answer(1);
    broken.cancel();
    WriteCall call = new WriteCall(other.channel());
    for (long sequence = 1; sequence <= 50; sequence++) {
      call.send(writer, sequence, info(String.valueOf(sequence)));
    }
    assertThat(call.answer(50).getAckedSequence()).isEqualTo(50);
    assertThat(messages())
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, 50).mapToObj(String::valueOf).toList());
  }

  @Test
  void stopOfAServer_losesNothingAndStoresNothingTwice() throws Exception {
    List<TestServer> servers = List.of(server, other);
    AtomicInteger turn = new AtomicInteger();
    try (Writers writers =
        new Writers(
            3,
            Long.MAX_VALUE,
            () -> servers.get(turn.getAndIncrement() % servers.size()).channel())) {
      await().until(() -> writers.acked() >= 50);
      server.stop();
      long then = writers.acked();
      await().until(() -> writers.acked() >= then + 50);
      writers.finish();
      writers.assertExact(database.jdbcUrl(), database.user(), database.password());
    }
  }

  /** In the order of commits. */
  private List<String> messages() {
    return server.rows(
        """
        SELECT message FROM logs AS l
         ORDER BY (SELECT k.position - k.entries + l.id - k.first_id FROM commits AS k
                    WHERE k.first_id <= l.id ORDER BY k.first_id DESC LIMIT 1)
        """);
  }
}
