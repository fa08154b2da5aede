package dev.visionlog.client.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.client.Level;
import dev.visionlog.client.LogEntry;
import dev.visionlog.client.Loggable;
import dev.visionlog.client.internal.Batch;
import dev.visionlog.client.internal.entry.EntryEncoder;
import dev.visionlog.client.internal.queue.EntryQueue;
import dev.visionlog.v1.WriteLogsRequest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CutterTest {
  private static final UUID WRITER = UUID.fromString("5b1c2ab4-37f4-4a3c-9d86-0e6de8d0fb5a");
  private static final long NOBODY = -1;
  private static final long AGE = 1_000;

  private final LogKind kind = new LogKind(new EntryEncoder("system", 10_000, 1_000), "camera-pc");
  private final EntryQueue<Loggable> queue = new EntryQueue<>(100, 1 << 20, true, () -> {});
  private final Cutter<Loggable> cutter = new Cutter<>(kind, queue, 3, 1_000, AGE);

  private void log(Level level, String... messages) {
    for (String message : messages) {
      LogEntry entry = LogEntry.of(level, message);
      queue.offer(entry, kind.rank(entry), entry.weight());
    }
  }

  private static List<String> messages(Batch batch) {
    try {
      return WriteLogsRequest.parseFrom(batch.body()).getEntriesList().stream()
          .map(dev.visionlog.v1.LogEntry::getMessage)
          .toList();
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void isDue_byCount() {
    log(Level.INFO, "a", "b");
    cutter.collect(0);
    assertThat(cutter.isDue(0, NOBODY)).isFalse();
    log(Level.INFO, "c");
    cutter.collect(0);
    assertThat(cutter.isDue(0, NOBODY)).isTrue();
  }

  @Test
  void isDue_byTheAgeOfTheOldest() {
    log(Level.INFO, "a");
    cutter.collect(100);
    log(Level.INFO, "b");
    cutter.collect(1_000);
    assertThat(cutter.isDue(1_099, NOBODY)).isFalse();
    assertThat(cutter.isDue(1_100, NOBODY)).isTrue();
  }

  @Test
  void isDue_whenSomeoneWaits() {
    log(Level.INFO, "a", "b");
    cutter.collect(0);
    assertThat(cutter.oldestTicket()).isEqualTo(1);
    assertThat(cutter.isDue(0, 1)).isTrue();
    cutter.cut(WRITER, 1);
    assertThat(cutter.isDue(0, 2)).isFalse();
  }

  @Test
  void cut_writesTheWritersIdAndNumber() throws Exception {
    log(Level.WARNING, "a");
    cutter.collect(0);
    Batch batch = cutter.cut(WRITER, 17);
    WriteLogsRequest request = WriteLogsRequest.parseFrom(batch.body());
    assertThat(request.getWriterId()).isEqualTo(WRITER.toString());
    assertThat(request.getSequence()).isEqualTo(17);
    assertThat(request.getWriterName()).isEqualTo("camera-pc");
    assertThat(batch.number()).isEqualTo(17);
    assertThat(batch.entries()).isEqualTo(1);
  }

  @Test
  void cut_keepsTheOrderAndGivesRoomBack() {
    log(Level.INFO, "a");
    log(Level.ERROR, "b");
    log(Level.TRACE, "c", "d");
    cutter.collect(0);
    assertThat(messages(cutter.cut(WRITER, 1))).containsExactly("a", "b", "c");
    assertThat(queue.count()).isEqualTo(1);
    assertThat(messages(cutter.cut(WRITER, 2))).containsExactly("d");
    assertThat(queue.count()).isZero();
    assertThat(queue.bytes()).isZero();
    assertThat(cutter.isEmpty()).isTrue();
  }

  @Test
  void cut_byBytes_leavesTheNextForTheNextBatch() {
    String long600 = "x".repeat(600);
    log(Level.INFO, long600, long600, "y".repeat(5_000));
    cutter.collect(0);
    assertThat(messages(cutter.cut(WRITER, 1))).containsExactly(long600);
    assertThat(cutter.isDue(0, NOBODY)).isTrue();
    assertThat(messages(cutter.cut(WRITER, 2))).containsExactly(long600);
    assertThat(messages(cutter.cut(WRITER, 3))).containsExactly("y".repeat(5_000));
    assertThat(queue.count()).isZero();
  }

  @Test
  void evict_makesRoomAmongTheLeastImportant() {
    log(Level.ERROR, "e");
    for (int i = 0; i < 60; i++) {
      log(Level.DEBUG, "d" + i);
    }
    cutter.collect(0);
    assertThat(cutter.evict(0.5)).isEqualTo(11);
    assertThat(messages(cutter.cut(WRITER, 1))).containsExactly("e", "d11", "d12");
    assertThat(cutter.evictAll()).isEqualTo(47);
  }
}
