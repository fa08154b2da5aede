package dev.visionlog.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.testing.RealServer;
import dev.visionlog.testing.TcpProxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client while the server, the wire or the entries are bad. */
class ClientFaultsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RealServer server = new RealServer();
  private final TcpProxy wire = new TcpProxy(server.port());

  @AfterEach
  void end() {
    wire.close();
    server.close();
  }

  private ClientSettings.Builder settings() {
    return ClientSettings.builder()
        .endpoint(wire.address())
        .retryDelay(Duration.ofMillis(50))
        .maxRetryDelay(Duration.ofMillis(500));
  }

  private List<String> stored() {
    return server.sql("SELECT message FROM logs ORDER BY id");
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  @Test
  void serverThatIsDownAtTheStart_getsEverythingWhenItComes() {
    server.stop();
    try (VisionlogClient client = VisionlogClient.start(settings().build())) {
      numbers(1_000).forEach(number -> client.log(Level.INFO, number));
      await().until(() -> client.stats().bufferedInMemory() == 1_000);
      server.start();
      await().until(() -> client.stats().sent() == 1_000);
    }
    assertThat(stored()).isEqualTo(numbers(1_000));
  }

  @Test
  void serverThatIsRestartedUnderLoad_storesEachOnceAndInOrder() {
    int count = 30_000;
    try (VisionlogClient client = VisionlogClient.start(settings().build())) {
      for (int i = 0; i < count; i++) {
        client.log(Level.INFO, Integer.toString(i));
        if (i % 10_000 == 5_000) {
          await().until(() -> client.stats().bufferedInMemory() < 2_000);
          server.stop();
          server.start();
        }
      }
      assertThat(client.flush(PATIENCE).complete()).isTrue();
      assertThat(client.stats().sent()).isEqualTo(count);
    }
    assertThat(stored()).isEqualTo(numbers(count));
  }

  @Test
  void wireThatIsCutAgainAndAgain_changesNothing() {
    Random random = new Random(7);
    int count = 40_000;
    try (VisionlogClient client = VisionlogClient.start(settings().build())) {
      for (int i = 0; i < count; i++) {
        client.log(Level.INFO, Integer.toString(i));
        if (random.nextInt(2_000) == 0) {
          await().until(() -> client.stats().connected());
          wire.cut();
        }
        if (i % 1_000 == 0) {
          assertSumHolds(client.stats());
        }
      }
      assertThat(client.flush(PATIENCE).complete()).isTrue();
      assertThat(client.stats().retried()).isPositive();
      assertThat(client.stats().sent()).isEqualTo(count);
      assertSumHolds(client.stats());
    }
    assertThat(stored()).isEqualTo(numbers(count));
  }

  private static void assertSumHolds(ClientStats stats) {
    assertThat(stats.accepted())
        .as(stats.toString())
        .isEqualTo(stats.sent() + stats.rejected() + stats.droppedTotal() + stats.buffered());
    assertThat(stats.bufferedInMemory()).as(stats.toString()).isNotNegative();
  }

  @Test
  void connectionThatIsABlackHole_isGivenUp() {
    ClientSettings quick = settings().answerTimeout(Duration.ofSeconds(1)).build();
    try (VisionlogClient client = VisionlogClient.start(quick)) {
      client.log(Level.INFO, "before");
      await().until(() -> client.stats().sent() == 1);
      wire.blackHole();
      numbers(500).forEach(number -> client.log(Level.INFO, number));
      await().until(() -> !client.stats().connected());
      assertThat(client.stats().bufferedInMemory()).isEqualTo(500);
      wire.heal();
      await().until(() -> client.stats().sent() == 501);
    }
    assertThat(stored()).hasSize(501).startsWith("before", "0").endsWith("499");
  }

  @Test
  void slowWire_holdsNobodyUp() {
    try (VisionlogClient client = VisionlogClient.start(settings().build())) {
      client.log(Level.INFO, "x");
      await().until(() -> client.stats().sent() == 1);
      wire.slow(64);
      for (int i = 0; i < 2_000; i++) {
        client.log(Level.INFO, Integer.toString(i));
      }
      // Nobody has waited for the wire, which takes far longer.
      assertThat(client.stats().sent()).isLessThan(2_001);
      assertThat(client.flush(PATIENCE).complete()).isTrue();
    }
    assertThat(stored()).hasSize(2_001);
  }

  @Test
  void queueThatIsFull_losesTheLeastImportantFirstAndCountsThem() {
    server.stop();
    ClientSettings small = settings().queueEntries(1_000).window(1).batchEntries(1).build();
    try (VisionlogClient client = VisionlogClient.start(small)) {
      IntStream.range(0, 3_000).forEach(i -> client.log(Level.DEBUG, "debug"));
      for (int i = 0; i < 5; i++) {
        IntStream.range(0, 100).forEach(j -> client.log(Level.ERROR, "error"));
        await().until(() -> client.stats().bufferedInMemory() <= 851);
      }
      assertThat(client.stats().dropped()).containsOnlyKeys(DropReason.QUEUE_FULL);
      assertThat(client.stats().bufferedInMemory()).isGreaterThan(800);
      assertSumHolds(client.stats());
      server.start();
      await().until(() -> client.stats().buffered() == 0);
      assertThat(server.count("SELECT count(*) FROM logs WHERE level = 'ERROR'")).isEqualTo(500);
      assertThat(server.count("SELECT count(*) FROM logs"))
          .isEqualTo(3_500 - client.stats().droppedTotal());
    }
  }

  @Test
  void callerThatWasToldToWait_waitsForRoomAndNoLonger() {
    server.stop();
    ClientSettings blocking =
        settings()
            .queueEntries(10)
            .window(1)
            .batchEntries(1)
            .whenFull(WhenFull.BLOCK)
            .blockTimeout(Duration.ofMillis(200))
            .build();
    try (VisionlogClient client = VisionlogClient.start(blocking)) {
      long start = System.nanoTime();
      numbers(13).forEach(number -> client.log(Level.INFO, number));
      assertThat(System.nanoTime() - start).isGreaterThan(Duration.ofMillis(200).toNanos());
      assertThat(client.stats().droppedTotal()).isBetween(1L, 3L);
      server.start();
      await().until(() -> client.stats().buffered() == 0);
      numbers(200).forEach(number -> client.log(Level.INFO, number));
      assertThat(client.flush(PATIENCE).complete()).isTrue();
      assertThat(client.stats().droppedTotal()).isLessThan(4);
      assertSumHolds(client.stats());
    }
  }

  @Test
  void entriesThatTheServerRefuses_areReportedAndTheirNeighboursStored() {
    List<ClientListener.Rejection> rejections = new CopyOnWriteArrayList<>();
    try (VisionlogClient client = VisionlogClient.start(settings().build())) {
      client.addListener(
          new ClientListener() {
            @Override
            public void rejected(List<Rejection> refused) {
              rejections.addAll(refused);
            }
          });
      client.log(Level.INFO, "good");
      client.log(
          LogEntry.builder(Level.ERROR, "of the year 12345")
              .time(Instant.parse("+12345-01-01T00:00:00Z"))
              .build());
      client.log(Level.INFO, "good too");
      assertThat(client.flush(PATIENCE).complete()).isTrue();
      assertThat(client.stats().rejected()).isEqualTo(1);
      assertThat(client.stats().sent()).isEqualTo(2);
      assertSumHolds(client.stats());
    }
    assertThat(stored()).containsExactly("good", "good too");
    assertThat(rejections).hasSize(1);
    assertThat(rejections.get(0).message()).isEqualTo("of the year 12345");
    assertThat(rejections.get(0).reason()).contains("time");
  }

  @Test
  void entriesThatCannotDescribeThemselves_doNoHarm() {
    Loggable broken =
        new Loggable() {
          @Override
          public Level level() {
            return Level.WARNING;
          }

          @Override
          public int weight() {
            return 1;
          }

          @Override
          public LogEntry toEntry() {
            throw new IllegalStateException("no");
          }
        };
    try (VisionlogClient client = VisionlogClient.start(settings().build())) {
      client.log(broken);
      client.log(LogEntry.builder(Level.INFO, "x").extra(Map.of("bad", new Throwing())).build());
      assertThat(client.flush(PATIENCE).complete()).isTrue();
    }
    assertThat(stored()).hasSize(2);
    assertThat(stored().get(0)).contains("could not be read", "IllegalStateException");
    assertThat(server.sql("SELECT extra_data->>'bad' FROM logs WHERE message = 'x'").get(0))
        .contains("toString() threw");
  }

  private static final class Throwing {
    @Override
    public String toString() {
      throw new IllegalStateException("no");
    }
  }

  @Test
  void close_doesNotWaitForAServerThatIsAway() {
    server.stop();
    VisionlogClient client = VisionlogClient.start(settings().build());
    client.log(Level.INFO, "lost");
    await().until(() -> client.stats().bufferedInMemory() == 1);
    FlushResult result = client.closeAndTell();
    assertThat(result.complete()).isFalse();
    assertThat(result.safe()).isFalse();
    assertThat(client.stats().dropped()).containsExactly(Map.entry(DropReason.CLOSED, 1L));
    client.log(Level.INFO, "too late");
    assertThat(client.stats().dropped()).containsExactly(Map.entry(DropReason.CLOSED, 2L));
    assertSumHolds(client.stats());
  }

  @Test
  void switchedOff_countsWhatItIsGiven() {
    VisionlogClient client = VisionlogClient.start(settings().enabled(false).build());
    client.log(Level.INFO, "nobody wants it");
    assertThat(client.stats().dropped()).containsExactly(Map.entry(DropReason.DISABLED, 1L));
    assertThat(client.flush(PATIENCE).complete()).isTrue();
    client.close();
    assertSumHolds(client.stats());
  }

  @Test
  void trouble_isToldOnceAndWhenItIsOver() {
    List<String> told = new ArrayList<>();
    server.stop();
    try (VisionlogClient client = VisionlogClient.start(settings().build())) {
      client.addListener(
          new ClientListener() {
            @Override
            public void trouble(Trouble trouble) {
              synchronized (told) {
                told.add((trouble.over() ? "over: " : "begins: ") + trouble.text());
              }
            }
          });
      client.log(Level.INFO, "x");
      await().until(() -> !told.isEmpty());
      server.start();
      await().until(() -> client.stats().sent() == 1);
    }
    assertThat(told).hasSize(2);
    assertThat(told.get(0)).startsWith("begins: The server cannot be reached");
    assertThat(told.get(1)).startsWith("over: ");
  }
}
