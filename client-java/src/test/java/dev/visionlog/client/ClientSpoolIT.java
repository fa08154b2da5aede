package dev.visionlog.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.testing.RealServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits outlives the server's absence, the client's end and a disk without room. */
class ClientSpoolIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RealServer server = new RealServer();

  @TempDir private Path folder;

  @AfterEach
  void end() {
    server.close();
  }

  private ClientSettings.Builder settings() {
    return ClientSettings.builder()
        .endpoint(server.address())
        .spool(folder.resolve("spool"))
        .spoolMinFreeBytes(0)
        .maxRetries(1)
        .retryDelay(Duration.ofMillis(20))
        .maxRetryDelay(Duration.ofMillis(200))
        .watchThresholds(false);
  }

  private static void log(VisionlogClient client, int from, int to) {
    IntStream.range(from, to).forEach(i -> client.log(Level.INFO, Integer.toString(i)));
  }

  private static List<String> numbers(int to) {
    return IntStream.range(0, to).mapToObj(Integer::toString).toList();
  }

  private List<String> stored() {
    return server.sql("SELECT message FROM logs ORDER BY id");
  }

  private long writers() {
    return server.count("SELECT count(*) FROM writers");
  }

  private long missingBatches() {
    return server.count("SELECT sum(last_sequence - stored_batches) FROM writers");
  }

  private static void awaitSent(VisionlogClient client, long count) {
    await().untilAsserted(() -> assertThat(client.stats().sent()).isEqualTo(count));
  }

  @Test
  void entriesOfAServerThatIsAway_goToTheSpoolAndComeBackInOrder() {
    server.stop();
    try (VisionlogClient client = VisionlogClient.start(settings().build())) {
      log(client, 0, 5_000);
      await().until(() -> client.stats().bufferedInSpool() == 5_000);
      assertThat(client.stats().bufferedInMemory()).isZero();
      assertThat(client.stats().spoolBytes()).isPositive();
      server.start();
      log(client, 5_000, 10_000);
      awaitSent(client, 10_000);
      log(client, 10_000, 11_000);
      assertThat(client.flush(PATIENCE).complete()).isTrue();
      assertThat(client.stats().bufferedInSpool()).isZero();
    }
    assertThat(stored()).isEqualTo(numbers(11_000));
    assertThat(writers()).isEqualTo(1);
  }

  @Test
  void entriesOnTheirWay_goToTheSpoolThoughNoOthersFollow() {
    server.stop();
    try (VisionlogClient client = VisionlogClient.start(settings().build())) {
      log(client, 0, 5);
      await().until(() -> client.stats().bufferedInSpool() == 5);
      assertThat(client.stats().bufferedInMemory()).isZero();
    }
  }

  @Test
  void entriesThatWereSpooledAtTheEnd_areSentByTheNextStart() {
    server.stop();
    VisionlogClient first = VisionlogClient.start(settings().build());
    log(first, 0, 1_000);
    FlushResult end = first.closeAndTell();
    assertThat(end.complete()).isFalse();
    assertThat(end.safe()).isTrue();
    assertThat(first.stats().bufferedInSpool()).isEqualTo(1_000);
    server.start();
    try (VisionlogClient second = VisionlogClient.start(settings().build())) {
      log(second, 1_000, 1_500);
      awaitSent(second, 1_500);
      assertThat(second.stats().recovered()).isEqualTo(1_000);
      assertThat(second.stats().accepted()).isEqualTo(1_500);
    }
    assertThat(stored()).isEqualTo(numbers(1_500));
    assertThat(writers()).isEqualTo(1);
    assertThat(missingBatches()).isZero();
  }

  @Test
  void queueThatGetsFull_isRelievedByTheSpool() {
    server.stop();
    ClientSettings small =
        settings().queueEntries(2_000).maxRetries(1_000).retryDelay(Duration.ofMillis(200)).build();
    try (VisionlogClient client = VisionlogClient.start(small)) {
      for (int i = 0; i < 100; i++) {
        log(client, i * 100, (i + 1) * 100);
        await().until(() -> client.stats().bufferedInMemory() < 1_600);
      }
      assertThat(client.stats().droppedTotal()).isZero();
      assertThat(client.stats().bufferedInSpool()).isPositive();
      server.start();
      awaitSent(client, 10_000);
    }
    assertThat(stored()).isEqualTo(numbers(10_000));
  }

  @Test
  void spoolThatIsFull_losesTheOldestAndCountsThem() {
    server.stop();
    ClientSettings small = settings().spoolMaxBytes(1 << 20).build();
    try (VisionlogClient client = VisionlogClient.start(small)) {
      for (int i = 0; i < 40; i++) {
        log(client, i * 1_000, (i + 1) * 1_000);
        await()
            .pollInterval(Duration.ofMillis(5))
            .until(() -> client.stats().bufferedInMemory() == 0);
      }
      ClientStats stats = client.stats();
      assertThat(stats.spoolBytes()).isLessThanOrEqualTo(1 << 20);
      assertThat(stats.dropped()).containsOnlyKeys(DropReason.SPOOL_FULL);
      assertThat(stats.buffered() + stats.droppedTotal()).isEqualTo(40_000);
      server.start();
      awaitSent(client, 40_000 - stats.droppedTotal());
    }
    List<String> all = numbers(40_000);
    List<String> stored = stored();
    // What memory still held of the beginning, and then the end without a hole.
    int held =
        IntStream.range(0, stored.size())
            .filter(i -> !stored.get(i).equals(all.get(i)))
            .findFirst()
            .orElseThrow();
    assertThat(held).isLessThanOrEqualTo(512);
    assertThat(stored.subList(held, stored.size()))
        .isEqualTo(all.subList(all.size() - stored.size() + held, all.size()));
    assertThat(missingBatches()).isPositive();
  }

  @Test
  void twoClientsOfOneFolder_haveAWriterEach() {
    try (VisionlogClient first = VisionlogClient.start(settings().build());
        VisionlogClient second = VisionlogClient.start(settings().name("other").build())) {
      log(first, 0, 100);
      log(second, 100, 200);
      assertThat(first.flush(PATIENCE).complete()).isTrue();
      assertThat(second.flush(PATIENCE).complete()).isTrue();
    }
    assertThat(stored()).containsExactlyInAnyOrderElementsOf(numbers(200));
    assertThat(writers()).isEqualTo(2);
  }

  @Test
  void whatAnotherProcessLeft_isSentUnderItsOwnName() throws IOException {
    server.stop();
    VisionlogClient first = VisionlogClient.start(settings().build());
    VisionlogClient second = VisionlogClient.start(settings().name("other").build());
    log(first, 0, 100);
    log(second, 100, 200);
    first.close();
    second.close();
    server.start();
    try (VisionlogClient heir = VisionlogClient.start(settings().build())) {
      awaitSent(heir, 200);
      assertThat(heir.stats().buffered()).isZero();
      assertThat(heir.stats().recovered()).isEqualTo(200);
    }
    assertThat(stored()).containsExactlyInAnyOrderElementsOf(numbers(200));
    assertThat(writers()).isEqualTo(2);
    try (Stream<Path> writers = Files.list(folder.resolve("spool"))) {
      assertThat(writers.filter(Files::isDirectory)).hasSize(1);
    }
  }

  @Test
  void fileThatWasDamaged_losesWhatWasDamagedAndCountsIt() throws IOException {
    server.stop();
    VisionlogClient first = VisionlogClient.start(settings().build());
    log(first, 0, 1_000);
    first.close();
    try (Stream<Path> files = Files.walk(folder.resolve("spool"))) {
      Path segment =
          files.filter(file -> file.toString().endsWith(".seg")).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(segment);
      bytes[bytes.length / 2] ^= 1;
      Files.write(segment, bytes);
    }
    server.start();
    try (VisionlogClient second = VisionlogClient.start(settings().build())) {
      log(second, 1_000, 1_100);
      assertThat(second.flush(PATIENCE).complete()).isTrue();
      ClientStats stats = second.stats();
      assertThat(stats.dropped()).containsOnlyKeys(DropReason.SPOOL_DAMAGED);
      assertThat(stats.droppedTotal()).isBetween(1L, 64L);
      assertThat(stats.accepted()).isEqualTo(1_100);
      assertThat(stats.sent()).isEqualTo(1_100 - stats.droppedTotal());
      assertThat(stored()).hasSize((int) stats.sent()).endsWith("1099");
    }
  }

  @Test
  void folderThatIsACopy_isNoticed() throws IOException {
    try (VisionlogClient client = VisionlogClient.start(settings().build())) {
      log(client, 0, 10);
      assertThat(client.flush(PATIENCE).complete()).isTrue();
    }
    copy(folder.resolve("spool"), folder.resolve("copy"));
    try (VisionlogClient original = VisionlogClient.start(settings().build())) {
      log(original, 10, 20);
      assertThat(original.flush(PATIENCE).complete()).isTrue();
    }
    try (VisionlogClient clone =
        VisionlogClient.start(settings().spool(folder.resolve("copy")).build())) {
      log(clone, 20, 30);
      assertThat(clone.flush(PATIENCE).complete()).isTrue();
      assertThat(clone.stats().dropped()).isEqualTo(Map.of(DropReason.NUMBER_TAKEN, 10L));
      assertThat(clone.stats().sent()).isZero();
    }
    assertThat(stored()).isEqualTo(numbers(20));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  @Test
  void folderThatCannotBeWritten_leavesTheEntriesInMemory() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    try (VisionlogClient client = VisionlogClient.start(settings().spool(file).build())) {
      log(client, 0, 100);
      awaitSent(client, 100);
    }
    assertThat(stored()).isEqualTo(numbers(100));
  }

  @Test
  void diskWithoutRoom_leavesTheEntriesInMemoryUntilThereIsRoom() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString())).isZero();
    try {
      server.stop();
      ClientSettings small = settings().spool(disk).queueEntries(20_000).build();
      try (VisionlogClient client = VisionlogClient.start(small)) {
        for (int i = 0; i < 10; i++) {
          log(client, i * 1_000, (i + 1) * 1_000);
          int logged = (i + 1) * 1_000;
          await().until(() -> client.stats().buffered() == logged);
        }
        await().until(() -> client.stats().bufferedInSpool() > 0);
        assertThat(client.stats().bufferedInMemory()).isPositive();
        assertThat(client.stats().dropped()).isEqualTo(Map.of());
        server.start();
        awaitSent(client, 10_000);
      }
      assertThat(stored()).isEqualTo(numbers(10_000));
    } finally {
      run("umount", disk.toString());
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
