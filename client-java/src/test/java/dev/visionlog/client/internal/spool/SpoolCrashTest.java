package dev.visionlog.client.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.client.internal.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash between two steps can leave behind. */
class SpoolCrashTest {

  @TempDir(factory = FastDisk.class)
  Path temp;

  private SpoolKit kit;
  private Path writer;

  /** Batches 1 to 60 in several files, 1 to 40 acknowledged, and no process. */
  @BeforeEach
  void crash() throws IOException {
    SpoolKit alive = new SpoolKit(temp.resolve("alive"));
    alive.segmentBytes = 1_000;
    try (Spool spool = alive.open()) {
      SpoolKit.append(spool, 1, 60);
      spool.next();
      spool.acknowledge(40);
      spool.tick();
      kit = alive.copyTo(temp.resolve("crashed"));
      writer = kit.folder.resolve(spool.writerId().toString());
    }
  }

  @Test
  void open_goesOnAsItWas() throws IOException {
    assertNothingLost();
  }

  @Test
  void newCursor_thatIsHalfWrittenDoesNotCount() throws IOException {
    Files.write(writer.resolve("cursor.tmp"), new byte[] {1, 2, 3});

    assertNothingLost();
    assertThat(writer.resolve("cursor.tmp")).doesNotExist();
  }

  @Test
  void segment_withoutAWholeHeaderIsRemoved() throws IOException {
    Path empty = Files.createFile(writer.resolve("0000000000000098.seg"));
    Path half = Files.write(writer.resolve("0000000000000099.seg"), new byte[20]);

    assertNothingLost();
    assertThat(empty).doesNotExist();
    assertThat(half).doesNotExist();
  }

  @Test
  void segment_thatIsDoneButNotRemovedIsRemoved() throws IOException {
    SpoolKit other = kit.copyTo(temp.resolve("other"));
    Path done = kit.files(".seg").get(0);
    try (Spool spool = other.open()) {
      spool.acknowledge(59);
      spool.tick();
      Path cursor = other.files("cursor").get(0);
      Files.write(writer.resolve("cursor"), Files.readAllBytes(cursor));
    }

    try (Spool spool = kit.open()) {
      assertThat(done).doesNotExist();
      assertThat(SpoolKit.readAll(spool)).containsExactly(60L);
      assertThat(spool.lastNumber()).isEqualTo(60);
    }
  }

  @Test
  void lastBatch_cutByTheCrashIsNoDrop() throws IOException {
    List<Path> segments = kit.files(".seg");
    Path last = segments.get(segments.size() - 1);
    byte[] bytes = Files.readAllBytes(last);
    Files.write(last, Arrays.copyOf(bytes, bytes.length - 7));

    try (Spool spool = kit.open()) {
      assertThat(SpoolKit.readAll(spool)).startsWith(41L).endsWith(59L);
      assertThat(spool.lastNumber()).isEqualTo(60);
      assertThat(kit.listener.evicted()).isZero();
      assertThat(kit.listener.damages()).hasSize(1);
      assertThat(kit.files(".bad")).isEmpty();
    }
  }

  @Test
  void lock_isMadeAnewWhenItIsMissing() throws IOException {
    Files.deleteIfExists(writer.resolve("lock"));

    assertNothingLost();
  }

  @Test
  void cursor_maySayMoreThanTheSegments() throws IOException {
    new CursorFile(WriterFolder.of(writer).orElseThrow()).write(1_000);

    try (Spool spool = kit.open()) {
      assertThat(spool.isEmpty()).isTrue();
      assertThat(spool.lastNumber()).isEqualTo(1_000);
      spool.append(SpoolKit.batch(1_001));
      assertThat(SpoolKit.readAll(spool)).containsExactly(1_001L);
    }
  }

  @Test
  void strangeFiles_doNotStopIt() throws IOException {
    Files.createDirectories(writer.resolve("0000000000000077.seg"));
    Files.createDirectories(writer.resolve("0000000000000078.seg.bad"));
    Files.write(writer.resolve("notes.txt"), new byte[] {1});
    Files.createDirectories(writer.resolve("cursor.tmp"));

    assertNothingLost();
  }

  /** Whatever the bytes are: it opens, returns what was written or nothing, and takes more. */
  @Test
  void garbage_neverStopsIt() throws IOException {
    long seed = Long.getLong("spool.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 150; round++) {
      SpoolKit copy = kit.copyTo(temp.resolve("garbage" + round));
      for (int i = random.nextInt(6); i >= 0; i--) {
        spoil(random, copy);
      }
      try (Spool spool = copy.open()) {
        Optional<Spool> leftOver = copy.openLeftOver();
        assertWritten(seed, readAll(spool));
        leftOver.ifPresent(other -> assertWritten(seed, readAll(other)));
        leftOver.ifPresent(Spool::close);
        Batch next = SpoolKit.batch(spool.lastNumber() + 1);
        spool.append(next);
        assertThat(spool.next()).as("-Dspool.seed=%d", seed).isEqualTo(next);
      }
    }
  }

  private static void assertWritten(long seed, Set<Batch> read) {
    assertThat(read).as("-Dspool.seed=%d", seed).isSubsetOf(batches(1, 60));
  }

  private static void spoil(Random random, SpoolKit copy) throws IOException {
    List<Path> files = copy.files("");
    Path file = files.get(random.nextInt(files.size()));
    if (!Files.isRegularFile(file)) {
      return;
    }
    byte[] bytes = Files.readAllBytes(file);
    if (random.nextInt(8) == 0) {
      byte[] more = new byte[random.nextInt(300)];
      random.nextBytes(more);
      Files.write(file, more, StandardOpenOption.APPEND);
    } else if (bytes.length > 0) {
      int from = random.nextInt(bytes.length);
      int to = Math.min(bytes.length, from + 1 + random.nextInt(60));
      byte[] garbage = new byte[to - from];
      if (random.nextBoolean()) {
        random.nextBytes(garbage);
      }
      System.arraycopy(garbage, 0, bytes, from, garbage.length);
      Files.write(file, bytes);
    }
  }

  private static Set<Batch> readAll(Spool spool) {
    Set<Batch> batches = new HashSet<>();
    long last = 0;
    for (Batch batch = spool.next(); batch != null; batch = spool.next()) {
      assertThat(batch.number()).isGreaterThan(last);
      last = batch.number();
      batches.add(batch);
    }
    assertThat(spool.lastNumber()).isGreaterThanOrEqualTo(last);
    return batches;
  }

  private static Set<Batch> batches(long first, long last) {
    Set<Batch> batches = new HashSet<>();
    for (long number = first; number <= last; number++) {
      batches.add(SpoolKit.batch(number));
    }
    return batches;
  }

  private void assertNothingLost() throws IOException {
    try (Spool spool = kit.open()) {
      assertThat(spool.writerId()).hasToString(writer.getFileName().toString());
      assertThat(spool.lastNumber()).isEqualTo(60);
      assertThat(readAll(spool)).isEqualTo(batches(41, 60));
      spool.acknowledge(45);
      spool.tick();
      spool.append(SpoolKit.batch(61));
    }
    try (Spool spool = kit.open()) {
      assertThat(readAll(spool)).isEqualTo(batches(46, 61));
    }
    assertThat(kit.listener.evicted()).isZero();
  }
}
