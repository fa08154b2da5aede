package dev.visionlog.client.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose numbers go on, and whose must not. */
class SpoolIdentityTest {

  @TempDir Path temp;
  private SpoolKit kit;

  @BeforeEach
  void kit() {
    kit = new SpoolKit(temp.resolve("spool"));
  }

  @Test
  void writer_lastsWhenItWasClosedBeforeTheMachineStartedAnew() throws IOException {
    UUID writer = writeAndClose(3);
    kit.reboot();

    try (Spool spool = kit.open()) {
      assertThat(spool.writerId()).isEqualTo(writer);
      assertThat(spool.lastNumber()).isEqualTo(3);
    }
  }

  @Test
  void writer_lastsAfterACrashInTheSameRunOfTheMachine() throws IOException {
    UUID writer = crashAfter(3);

    try (Spool spool = kit.open()) {
      assertThat(spool.writerId()).isEqualTo(writer);
      assertThat(spool.lastNumber()).isEqualTo(3);
      assertThat(SpoolKit.readAll(spool)).containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void writer_endsWithACrashOfTheMachine() throws IOException {
    UUID writer = crashAfter(3);
    kit.reboot();

    try (Spool spool = kit.open()) {
      assertThat(spool.writerId()).isNotEqualTo(writer);
      assertThat(spool.lastNumber()).isZero();
      assertThat(spool.isEmpty()).isTrue();
      assertLeftOver(writer, List.of(1L, 2L, 3L));
    }
  }

  @Test
  void writer_endsWithACrashWhereTheMachineHasNoBootId() throws IOException {
    kit.boot = Optional.empty();
    UUID writer = crashAfter(3);

    try (Spool spool = kit.open()) {
      assertThat(spool.writerId()).isNotEqualTo(writer);
      assertLeftOver(writer, List.of(1L, 2L, 3L));
    }
  }

  @Test
  void writer_lastsWithoutABootIdWhenItWasClosed() throws IOException {
    kit.boot = Optional.empty();
    UUID writer = writeAndClose(3);

    try (Spool spool = kit.open()) {
      assertThat(spool.writerId()).isEqualTo(writer);
    }
  }

  @Test
  void writer_endsWhenItsNumbersAreDamaged() throws IOException {
    UUID writer = writeAndClose(3);
    Files.write(kit.files("numbers").get(0), new byte[0]);

    try (Spool spool = kit.open()) {
      assertThat(spool.writerId()).isNotEqualTo(writer);
      assertLeftOver(writer, List.of(1L, 2L, 3L));
    }
  }

  @Test
  void writer_whoseCloseWasFollowedByACrashOfTheMachineEnds() throws IOException {
    UUID writer = writeAndClose(3);
    try (Spool spool = kit.open()) {
      spool.noteNumber(4);
      // What the disk has after the power fails at once: all that was synced by now.
      SpoolKit crashed = kit.copyTo(temp.resolve("crashed"));
      crashed.reboot();
      try (Spool next = crashed.open()) {
        assertThat(next.writerId()).isNotEqualTo(writer);
      }
    }
  }

  @Test
  void uselessWriters_areDeleted() throws IOException {
    UUID writer = crashAfter(0);
    kit.reboot();

    kit.open().close();

    assertThat(kit.folder.resolve(writer.toString())).doesNotExist();
  }

  @Test
  void emptyFolder_ofACrashWhileItWasMadeIsDeleted() throws IOException {
    Path folder = Files.createDirectories(kit.folder.resolve(UUID.randomUUID().toString()));

    kit.open().close();

    assertThat(folder).doesNotExist();
  }

  @Test
  void foldersOfOthers_areLeftAlone() throws IOException {
    Path folder = Files.createDirectories(kit.folder.resolve(UUID.randomUUID().toString()));
    Path file = Files.writeString(folder.resolve("letter"), "not ours");
    Path other = Files.createDirectories(kit.folder.resolve("photos"));

    kit.open().close();

    assertThat(file).hasContent("not ours");
    assertThat(folder).isDirectoryNotContaining("glob:**lock");
    assertThat(other).isEmptyDirectory();
  }

  @Test
  void open_prefersTheOldestBatches() throws IOException {
    UUID newer;
    UUID older;
    UUID none;
    try (Spool a = kit.open();
        Spool b = kit.open();
        Spool c = kit.open()) {
      older = b.writerId();
      newer = a.writerId();
      none = c.writerId();
      SpoolKit.append(b, 1, 1);
      kit.clock.advance(Duration.ofMinutes(1));
      SpoolKit.append(a, 1, 1);
    }

    try (Spool first = kit.open();
        Spool second = kit.open();
        Spool third = kit.open();
        Spool fourth = kit.open()) {
      assertThat(List.of(first.writerId(), second.writerId(), third.writerId()))
          .containsExactly(older, newer, none);
      assertThat(fourth.writerId()).isNotIn(older, newer, none);
    }
  }

  @Test
  void openLeftOver_takesWhatAnEndedProcessHasLeft() throws IOException {
    UUID writer = writeAndClose(5);
    UUID empty;
    try (Spool a = kit.open();
        Spool b = kit.open()) {
      assertThat(a.writerId()).isEqualTo(writer);
      empty = b.writerId();
      assertThat(kit.openLeftOver()).isEmpty();
    }
    assertLeftOver(writer, List.of(1L, 2L, 3L, 4L, 5L));
    assertThat(kit.folder.resolve(empty.toString())).exists();
  }

  @Test
  void openLeftOver_keepsWhatIsNotAcknowledged() throws IOException {
    UUID writer = writeAndClose(5);
    try (Spool leftOver = kit.openLeftOver().orElseThrow()) {
      leftOver.next();
      leftOver.acknowledge(2);
      assertThatThrownBy(leftOver::discard).isInstanceOf(IllegalStateException.class);
    }

    try (Spool spool = kit.open()) {
      assertThat(spool.writerId()).isEqualTo(writer);
      assertThat(spool.lastNumber()).isEqualTo(5);
      assertThat(SpoolKit.readAll(spool)).containsExactly(3L, 4L, 5L);
      assertThatThrownBy(spool::discard).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void openLeftOver_findsNothingWithoutAFolder() {
    assertThat(kit.openLeftOver()).isEmpty();
    assertThat(kit.listener.damages()).isEmpty();
  }

  private void assertLeftOver(UUID writer, List<Long> numbers) {
    Spool leftOver = kit.openLeftOver().orElseThrow();
    assertThat(leftOver.writerId()).isEqualTo(writer);
    assertThatThrownBy(() -> leftOver.append(SpoolKit.batch(9)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> leftOver.noteNumber(9)).isInstanceOf(IllegalStateException.class);
    assertThat(SpoolKit.readAll(leftOver)).isEqualTo(numbers);
    leftOver.acknowledge(numbers.get(numbers.size() - 1));
    leftOver.discard();
    assertThat(kit.folder.resolve(writer.toString())).doesNotExist();
    assertThat(kit.openLeftOver()).isEmpty();
  }

  private UUID writeAndClose(int batches) throws IOException {
    try (Spool spool = kit.open()) {
      SpoolKit.append(spool, 1, batches);
      return spool.writerId();
    }
  }

  /** Leaves the folder as a killed process would. */
  private UUID crashAfter(int batches) throws IOException {
    try (Spool spool = kit.open()) {
      SpoolKit.append(spool, 1, batches);
      kit = kit.copyTo(temp.resolve("crashed"));
      return spool.writerId();
    }
  }
}
