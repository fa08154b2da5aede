package dev.visionlog.client.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visionlog.client.DropReason;
import dev.visionlog.client.internal.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes, age, free space, a full disk. */
class SpoolLimitsTest {

  @TempDir Path temp;
  private SpoolKit kit;

  @BeforeEach
  void kit() {
    kit = new SpoolKit(temp.resolve("spool"));
  }

  @Test
  void append_evictsTheOldestBeyondMaxBytes() throws IOException {
    kit.maxBytes = 20_000;
    kit.segmentBytes = 2_000;
    try (Spool spool = kit.open()) {
      for (long number = 1; number <= 1_000; number++) {
        spool.append(SpoolKit.batch(number));
        assertThat(spool.bytes()).isLessThanOrEqualTo(kit.maxBytes);
      }

      List<Long> rest = SpoolKit.readAll(spool);
      assertThat(rest).isSorted().endsWith(1_000L).hasSizeGreaterThan(150);
      assertThat(kit.listener.evicted(DropReason.SPOOL_FULL))
          .isEqualTo(SpoolKit.entries(1, rest.get(0) - 1));
      assertThat(spool.entries()).isEqualTo(SpoolKit.entries(rest.get(0), 1_000));
    }
  }

  @Test
  void eviction_keepsWhatIsBeingSent() throws IOException {
    kit.maxBytes = 20_000;
    kit.segmentBytes = 5_000;
    try (Spool spool = kit.open()) {
      SpoolKit.append(spool, 1, 100);
      spool.next();
      spool.next();
      SpoolKit.append(spool, 101, 400);
      long evicted = kit.listener.evicted(DropReason.SPOOL_FULL);
      assertThat(evicted).isPositive();
      assertThat(spool.entries()).isEqualTo(SpoolKit.entries(1, 400) - evicted);

      SpoolKit crashed = kit.copyTo(temp.resolve("crashed"));
      try (Spool next = crashed.open()) {
        assertThat(SpoolKit.readAll(next)).startsWith(1L, 2L).isSorted().endsWith(400L);
        assertThat(crashed.listener.damages()).isEmpty();
      }
      spool.acknowledge(2);
      assertThat(spool.entries()).isEqualTo(SpoolKit.entries(3, 400) - evicted);
      long third = SpoolKit.readAll(spool).get(0);
      assertThat(evicted).isEqualTo(SpoolKit.entries(3, third - 1));
    }
  }

  @Test
  void append_refusesWhatDoesNotFitBesideWhatIsBeingSent() throws IOException {
    kit.maxBytes = 20_000;
    try (Spool spool = kit.open()) {
      spool.append(SpoolKit.batch(1, 9_000));
      spool.next();

      assertThatThrownBy(() -> spool.append(SpoolKit.batch(2, 15_000)))
          .isInstanceOf(SpoolFullException.class);
      assertThat(kit.listener.evicted()).isZero();

      spool.acknowledge(1);
      spool.append(SpoolKit.batch(2, 15_000));
      assertThat(spool.next()).isEqualTo(SpoolKit.batch(2, 15_000));
    }
  }

  @Test
  void append_refusesABatchLargerThanTheSpool() throws IOException {
    kit.maxBytes = 20_000;
    try (Spool spool = kit.open()) {
      SpoolKit.append(spool, 1, 10);

      assertThatThrownBy(() -> spool.append(SpoolKit.batch(11, 20_000)))
          .isInstanceOf(SpoolFullException.class);
      assertThat(SpoolKit.readAll(spool)).hasSize(10);
    }
  }

  @Test
  void open_withLessRoomKeepsEverythingUntilTheNextBatch() throws IOException {
    try (Spool spool = kit.open()) {
      SpoolKit.append(spool, 1, 500);
    }
    kit.maxBytes = 20_000;
    try (Spool spool = kit.open()) {
      assertThat(spool.entries()).isEqualTo(SpoolKit.entries(1, 500));
      spool.append(SpoolKit.batch(501));
      assertThat(spool.bytes()).isLessThanOrEqualTo(kit.maxBytes);
      assertThat(SpoolKit.readAll(spool)).isNotEmpty().endsWith(501L);
    }
  }

  @Test
  void tick_givesUpWhatIsTooOld() throws IOException {
    try (Spool spool = kit.open()) {
      for (long number = 1; number <= 16; number++) {
        spool.append(SpoolKit.batch(number));
        kit.clock.advance(Duration.ofHours(12));
        spool.tick();
      }
      // Nothing is older than the eight days that it may be.
      assertThat(kit.listener.evicted()).isZero();

      for (int halfDay = 1; halfDay <= 18; halfDay++) {
        kit.clock.advance(Duration.ofHours(12));
        spool.tick();
        assertThat(kit.listener.evicted(DropReason.SPOOL_EXPIRED))
            .isBetween(
                SpoolKit.entries(1, Math.max(0, halfDay - 2)),
                SpoolKit.entries(1, Math.min(16, halfDay)));
      }
      assertThat(kit.listener.evicted(DropReason.SPOOL_EXPIRED)).isEqualTo(SpoolKit.entries(1, 16));
      assertThat(spool.isEmpty()).isTrue();
      assertThat(kit.files(".seg")).isEmpty();
    }
  }

  @Test
  void tick_givesUpWhatIsTooOldAfterARestart() throws IOException {
    try (Spool spool = kit.open()) {
      SpoolKit.append(spool, 1, 3);
    }
    kit.clock.advance(Duration.ofDays(10));
    try (Spool spool = kit.open()) {
      assertThat(spool.entries()).isEqualTo(SpoolKit.entries(1, 3));
      spool.tick();
      assertThat(spool.entries()).isZero();
      assertThat(kit.listener.evicted(DropReason.SPOOL_EXPIRED)).isEqualTo(SpoolKit.entries(1, 3));
    }
  }

  @Test
  void clockSetBack_neitherExpiresNorKeepsForEver() throws IOException {
    kit.clock.advance(Duration.ofDays(1_000));
    try (Spool spool = kit.open()) {
      SpoolKit.append(spool, 1, 3);
      kit.clock.advance(Duration.ofDays(-1_000));
      spool.tick();
      assertThat(kit.listener.evicted()).isZero();
    }
    try (Spool spool = kit.open()) {
      kit.clock.advance(Duration.ofDays(8));
      spool.tick();
      assertThat(kit.listener.evicted()).isZero();
      kit.clock.advance(Duration.ofDays(1));
      spool.tick();
      assertThat(kit.listener.evicted(DropReason.SPOOL_EXPIRED)).isEqualTo(SpoolKit.entries(1, 3));
    }
  }

  @Test
  void clockSetBackWhileOpen_countsFromThen() throws IOException {
    try (Spool spool = kit.open()) {
      SpoolKit.append(spool, 1, 3);
      kit.clock.advance(Duration.ofDays(-1_000));
      spool.tick();
      kit.clock.advance(Duration.ofDays(8));
      spool.tick();
      assertThat(kit.listener.evicted()).isZero();
      kit.clock.advance(Duration.ofDays(1));
      spool.tick();
      assertThat(kit.listener.evicted(DropReason.SPOOL_EXPIRED)).isEqualTo(SpoolKit.entries(1, 3));
    }
  }

  @Test
  void expiry_keepsWhatIsBeingSent() throws IOException {
    try (Spool spool = kit.open()) {
      SpoolKit.append(spool, 1, 5);
      spool.next();
      kit.clock.advance(Duration.ofDays(10));
      spool.tick();

      assertThat(kit.listener.evicted(DropReason.SPOOL_EXPIRED)).isEqualTo(SpoolKit.entries(2, 5));
      assertThat(spool.entries()).isEqualTo(SpoolKit.entries(1));
      spool.append(SpoolKit.batch(6));
      assertThat(SpoolKit.readAll(spool)).containsExactly(6L);
      spool.acknowledge(6);
      assertThat(spool.isEmpty()).isTrue();
    }
  }

  @Test
  void append_keepsTheDisksFloor() throws IOException {
    try (Spool spool = kit.open()) {
      SpoolKit.append(spool, 1, 5);
    }
    kit.minFreeBytes = Long.MAX_VALUE;
    try (Spool spool = kit.open()) {
      assertThatThrownBy(() -> spool.append(SpoolKit.batch(6)))
          .isInstanceOf(SpoolFullException.class);
      assertThat(spool.lastNumber()).isEqualTo(6);
      assertThat(SpoolKit.readAll(spool)).containsExactly(1L, 2L, 3L, 4L, 5L);
    }
    kit.minFreeBytes = 1;
    try (Spool spool = kit.open()) {
      assertThat(spool.lastNumber()).isEqualTo(6);
      spool.append(SpoolKit.batch(7));
      assertThat(SpoolKit.readAll(spool)).containsExactly(1L, 2L, 3L, 4L, 5L, 7L);
    }
  }

  @Test
  void append_goesOnWhenAFullDiskHasRoomAgain() throws Exception {
    Path disk = Files.createDirectory(temp.resolve("disk"));
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString()),
        "needs the right to mount a file system");
    try {
      fillAndEmpty(disk);
    } finally {
      run("umount", disk.toString());
    }
  }

  private void fillAndEmpty(Path disk) throws IOException {
    kit = new SpoolKit(disk.resolve("spool"));
    kit.maxBytes = 10 << 20;
    kit.segmentBytes = 64 << 10;
    try (Spool spool = kit.open()) {
      long last = fill(spool, 1);
      assertThat(spool.bytes()).isGreaterThan(150_000);
      // Whatever is done now, it is full.
      assertThatThrownBy(() -> spool.append(large(last + 1)))
          .isInstanceOf(SpoolFullException.class);
      assertThat(kit.files(".seg")).allMatch(file -> file.toFile().length() > 7_000);
      try (Spool crashed = copyOf(spool)) {
        assertThat(SpoolKit.readAll(crashed)).hasSize((int) last).endsWith(last);
      }

      for (long number = 1; number <= last; number++) {
        assertThat(spool.next()).isEqualTo(large(number));
        spool.acknowledge(number);
      }
      spool.append(large(last + 1));
      assertThat(spool.next()).isEqualTo(large(last + 1));
      assertThat(kit.listener.evicted()).isZero();
      assertThat(spool.entries()).isEqualTo(SpoolKit.entries(last + 1));
    }
    kit.listener.damages().clear();
    try (Spool spool = kit.open()) {
      assertThat(spool.next()).isNotNull();
      assertThat(kit.listener.damages()).isEmpty();
    }
  }

  private Spool copyOf(Spool spool) throws IOException {
    SpoolKit copy = kit.copyTo(temp.resolve("copy"));
    Spool opened = copy.open();
    assertThat(opened.writerId()).isEqualTo(spool.writerId());
    assertThat(copy.listener.damages()).isEmpty();
    return opened;
  }

  /** Appends until the disk is full; returns the last number that is in the spool. */
  private static long fill(Spool spool, long first) throws IOException {
    long number = first;
    try {
      while (true) {
        spool.append(large(number));
        number++;
      }
    } catch (SpoolFullException e) {
      assertThat(e).hasMessageContaining("full");
      return number - 1;
    }
  }

  private static Batch large(long number) {
    return SpoolKit.batch(number, 7_000);
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // There is no such command.
    }
  }
}
