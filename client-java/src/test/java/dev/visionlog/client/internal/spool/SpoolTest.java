package dev.visionlog.client.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visionlog.client.internal.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

  @TempDir Path temp;
  private SpoolKit kit;

  @BeforeEach
  void kit() {
    kit = new SpoolKit(temp.resolve("spool"));
  }

  @Test
  void next_returnsWhatWasAppendedInOrder() throws IOException {
    try (Spool spool = kit.open()) {
      SpoolKit.append(spool, 1, 300);

      assertThat(spool.entries()).isEqualTo(SpoolKit.entries(1, 300));
      for (long number = 1; number <= 300; number++) {
        assertThat(spool.next()).isEqualTo(SpoolKit.batch(number));
      }
      assertThat(spool.next()).isNull();
      assertThat(spool.hasUnread()).isFalse();
      assertThat(spool.isEmpty()).isFalse();
    }
    assertThat(kit.listener.damages()).isEmpty();
  }

  @Test
  void next_goesOnAfterWhatIsAppendedLater() throws IOException {
    try (Spool spool = kit.open()) {
      for (long number = 1; number <= 300; number++) {
        assertThat(spool.next()).isNull();
        spool.append(SpoolKit.batch(number));
        assertThat(spool.hasUnread()).isTrue();
        assertThat(spool.next()).isEqualTo(SpoolKit.batch(number));
      }
    }
  }

  @Test
  void next_readsBatchesLargerThanASegmentAndEmptyOnes() throws IOException {
    kit.maxBytes = 16 << 20;
    List<Batch> batches =
        List.of(
            SpoolKit.batch(1, 3 << 20),
            new Batch(2, 0, new byte[0]),
            SpoolKit.batch(3, 100_000),
            SpoolKit.batch(4, 5 << 20));
    try (Spool spool = kit.open()) {
      for (Batch batch : batches) {
        spool.append(batch);
      }
    }
    try (Spool spool = kit.open()) {
      for (Batch batch : batches) {
        assertThat(spool.next()).isEqualTo(batch);
      }
    }
  }

  @Test
  void open_findsWhatIsNotAcknowledged() throws IOException {
    Spool first = kit.open();
    SpoolKit.append(first, 1, 200);
    for (int i = 0; i < 150; i++) {
      first.next();
    }
    first.acknowledge(120);
    first.close();

    try (Spool second = kit.open()) {
      assertThat(second.writerId()).isEqualTo(first.writerId());
      assertThat(second.lastNumber()).isEqualTo(200);
      assertThat(second.entries()).isEqualTo(SpoolKit.entries(121, 200));
      assertThat(SpoolKit.readAll(second)).isEqualTo(numbers(121, 200));
    }
  }

  @Test
  void acknowledge_removesFilesThatAreDone() throws IOException {
    try (Spool spool = kit.open()) {
      SpoolKit.append(spool, 1, 300);
      int before = kit.files(".seg").size();
      long bytes = spool.bytes();
      SpoolKit.readAll(spool);

      spool.acknowledge(200);
      assertThat(kit.files(".seg")).hasSizeLessThan(before);
      assertThat(spool.bytes()).isLessThan(bytes);
      assertThat(spool.entries()).isEqualTo(SpoolKit.entries(201, 300));

      spool.acknowledge(300);
      spool.tick();
      spool.tick();
      assertThat(kit.files(".seg")).isEmpty();
      assertThat(spool.entries()).isZero();
      assertThat(spool.isEmpty()).isTrue();
    }
  }

  @Test
  void acknowledge_leavesOutWhatWasNotRead() throws IOException {
    try (Spool spool = kit.open()) {
      SpoolKit.append(spool, 1, 300);
      spool.next();

      spool.acknowledge(250);

      assertThat(spool.entries()).isEqualTo(SpoolKit.entries(251, 300));
      assertThat(SpoolKit.readAll(spool)).isEqualTo(numbers(251, 300));
    }
    assertThat(kit.listener.evicted()).isZero();
  }

  @Test
  void acknowledge_survivesTheProcessAfterATick() throws IOException {
    try (Spool spool = kit.open()) {
      SpoolKit.append(spool, 1, 20);
      SpoolKit.readAll(spool);
      spool.acknowledge(7);
      spool.tick();

      try (Spool next = kit.copyTo(temp.resolve("copy")).open()) {
        assertThat(SpoolKit.readAll(next)).isEqualTo(numbers(8, 20));
      }
    }
  }

  @Test
  void acknowledge_isDurableBeforeAFileGoes() throws IOException {
    try (Spool spool = kit.open()) {
      SpoolKit.append(spool, 1, 300);
      SpoolKit.readAll(spool);
      int before = kit.files(".seg").size();

      spool.acknowledge(200);

      assertThat(kit.files(".seg")).hasSizeLessThan(before);
      try (Spool next = kit.copyTo(temp.resolve("copy")).open()) {
        assertThat(SpoolKit.readAll(next)).isEqualTo(numbers(201, 300));
      }
    }
  }

  @Test
  void noteNumber_isKeptWithoutClosing() throws IOException {
    try (Spool spool = kit.open()) {
      spool.noteNumber(41);
      spool.noteNumber(42);

      try (Spool next = kit.copyTo(temp.resolve("copy")).open()) {
        assertThat(next.writerId()).isEqualTo(spool.writerId());
        assertThat(next.lastNumber()).isEqualTo(42);
        assertThatThrownBy(() -> next.noteNumber(42)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> next.append(SpoolKit.batch(42)))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void append_takesNumbersThatWereNotedBefore() throws IOException {
    try (Spool spool = kit.open()) {
      spool.noteNumber(3);
      SpoolKit.append(spool, 1, 3);

      assertThat(SpoolKit.readAll(spool)).isEqualTo(numbers(1, 3));
      assertThatThrownBy(() -> spool.append(SpoolKit.batch(3)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void append_refusesABodyOfMoreThan64MiB() throws IOException {
    try (Spool spool = kit.open()) {
      Batch batch = new Batch(1, 1, new byte[(64 << 20) + 1]);

      assertThatThrownBy(() -> spool.append(batch)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void interrupt_doesNoHarm() throws IOException {
    Thread.currentThread().interrupt();
    try (Spool spool = kit.open()) {
      SpoolKit.append(spool, 1, 100);
      spool.sync();
      assertThat(SpoolKit.readAll(spool)).isEqualTo(numbers(1, 100));
      spool.acknowledge(50);
      spool.tick();
    }
    try (Spool spool = kit.open()) {
      assertThat(SpoolKit.readAll(spool)).isEqualTo(numbers(51, 100));
    }
    assertThat(Thread.interrupted()).isTrue();
    assertThat(kit.listener.damages()).isEmpty();
  }

  @Test
  void close_endsEverything() throws IOException {
    Spool spool = kit.open();
    SpoolKit.append(spool, 1, 3);
    spool.close();
    spool.close();

    spool.acknowledge(3);
    spool.tick();
    spool.sync();
    assertThat(spool.next()).isNull();
    assertThat(spool.hasUnread()).isFalse();
    assertThatThrownBy(() -> spool.append(SpoolKit.batch(4)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> spool.noteNumber(4)).isInstanceOf(IllegalStateException.class);
    try (Spool next = kit.open()) {
      assertThat(SpoolKit.readAll(next)).isEqualTo(numbers(1, 3));
    }
  }

  @Test
  void files_belongToTheirOwnerAlone() throws IOException {
    Assumptions.assumeTrue(
        temp.getFileSystem().supportedFileAttributeViews().contains("posix"), "needs POSIX modes");
    try (Spool spool = kit.open()) {
      SpoolKit.append(spool, 1, 300);
      spool.next();
      spool.acknowledge(1);
      spool.tick();

      assertThat(modes(kit.folder)).isEqualTo("rwx------");
      Path writer = kit.folder.resolve(spool.writerId().toString());
      assertThat(modes(writer)).isEqualTo("rwx------");
      for (Path file : PrivateFiles.list(writer)) {
        assertThat(modes(file)).as(file.toString()).isEqualTo("rw-------");
      }
      assertThat(writer)
          .isDirectoryContaining("glob:**.seg")
          .isDirectoryContaining("glob:**cursor");
    }
  }

  @Test
  void open_saysWhyItCannot() throws IOException {
    Files.createFile(kit.folder);

    assertThatThrownBy(() -> kit.open())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(kit.folder.toString());
  }

  private static String modes(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static List<Long> numbers(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }
}
