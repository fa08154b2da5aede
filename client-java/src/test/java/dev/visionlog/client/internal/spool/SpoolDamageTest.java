package dev.visionlog.client.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.client.DropReason;
import dev.visionlog.client.internal.Batch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cuts each file at each byte, and turns a bit of each byte. A spool must open all the same, return
 * every batch that is whole and can be reached, and nothing else.
 */
class SpoolDamageTest {

  private static final int BATCHES = 12;
  private static final int ACKNOWLEDGED = 2;

  @TempDir(factory = FastDisk.class)
  Path temp;

  private SpoolKit kit;
  private UUID writer;
  private List<Path> segments;
  private final Map<Path, List<Frame>> frames = new HashMap<>();
  private int copies;

  @BeforeEach
  void writeThreeSegments() throws IOException {
    kit = new SpoolKit(temp.resolve("spool"));
    kit.segmentBytes = 150;
    try (Spool spool = kit.open()) {
      for (long number = 1; number <= BATCHES; number++) {
        spool.append(batch(number));
      }
      spool.next();
      spool.next();
      spool.acknowledge(ACKNOWLEDGED);
      writer = spool.writerId();
    }
    segments = kit.files(".seg");
    assertThat(segments).hasSize(3);
    findFrames();
  }

  @Test
  void segmentCutAnywhere_losesOnlyWhatWasCut() throws IOException {
    for (Path segment : segments) {
      byte[] whole = Files.readAllBytes(segment);
      for (int size = 0; size < whole.length; size++) {
        Outcome outcome = openWith(segment, ByteBuffer.wrap(whole, 0, size));

        String where = segment.getFileName() + " cut at " + size;
        assertThat(outcome.returned()).as(where).isEqualTo(withoutCut(segment, size));
        assertThat(outcome.writer()).as(where).isEqualTo(writer);
      }
    }
  }

  @Test
  void bitTurnedAnywhereInASegment_losesNoMoreThanTheFrame() throws IOException {
    for (Path segment : segments) {
      byte[] whole = Files.readAllBytes(segment);
      for (int place = 0; place < whole.length; place++) {
        byte[] turned = whole.clone();
        turned[place] ^= (byte) (1 << (place % 8));
        Outcome outcome = openWith(segment, ByteBuffer.wrap(turned));

        assertReachable(segment, place, outcome);
        assertThat(outcome.writer()).isEqualTo(writer);
      }
    }
  }

  @Test
  void numbersDamagedAnywhere_makeANewWriterAndLoseNothing() throws IOException {
    Path numbers = kit.files("numbers").get(0);
    byte[] whole = Files.readAllBytes(numbers);
    for (int place = 0; place < whole.length; place++) {
      byte[] turned = whole.clone();
      turned[place] ^= (byte) (1 << (place % 8));

      assertNewWriter(openWith(numbers, ByteBuffer.wrap(turned)));
      assertNewWriter(openWith(numbers, ByteBuffer.wrap(whole, 0, place)));
    }
  }

  private void assertNewWriter(Outcome outcome) {
    assertThat(outcome.writer()).isNotEqualTo(writer);
    assertThat(outcome.returned()).isEqualTo(unacknowledged());
    assertThat(outcome.listener().evicted()).isZero();
  }

  @Test
  void cursorDamagedAnywhere_losesNothing() throws IOException {
    Path cursor = kit.files("cursor").get(0);
    byte[] whole = Files.readAllBytes(cursor);
    for (int place = 0; place < whole.length; place++) {
      byte[] turned = whole.clone();
      turned[place] ^= (byte) (1 << (place % 8));

      assertSentAgain(openWith(cursor, ByteBuffer.wrap(turned)));
      assertSentAgain(openWith(cursor, ByteBuffer.wrap(whole, 0, place)));
    }
  }

  private static void assertSentAgain(Outcome outcome) {
    assertThat(outcome.returned()).isEqualTo(numbers(1));
    assertThat(outcome.listener().evicted()).isZero();
  }

  @Test
  void badBatch_isReportedWithItsEntries() throws IOException {
    Path segment = segments.get(1);
    byte[] bytes = Files.readAllBytes(segment);
    Frame second = frames(segment).get(1);
    bytes[second.start() + FrameHeader.BYTES + 3] ^= 1;

    Outcome outcome = openWith(segment, ByteBuffer.wrap(bytes));

    assertThat(outcome.listener().evicted(DropReason.SPOOL_DAMAGED))
        .isEqualTo(SpoolKit.entries(second.number()));
    assertThat(outcome.returned()).doesNotContain(second.number()).hasSize(BATCHES - 3);
  }

  @Test
  void lastBatch_withAWrongByteIsReportedWithItsEntries() throws IOException {
    Path segment = segments.get(2);
    byte[] bytes = Files.readAllBytes(segment);
    bytes[bytes.length - 1] ^= 1;

    Outcome outcome = openWith(segment, ByteBuffer.wrap(bytes));

    assertThat(outcome.listener().evicted(DropReason.SPOOL_DAMAGED))
        .isEqualTo(SpoolKit.entries(BATCHES));
    assertThat(outcome.returned()).isEqualTo(withoutCut(segment, bytes.length - 1));
  }

  @Test
  void wrongLengthInTheLastSegment_isNotTakenForACutWrite() throws IOException {
    Path segment = segments.get(2);
    byte[] bytes = Files.readAllBytes(segment);
    Frame second = frames(segment).get(1);
    bytes[second.start() + 1] ^= 1;

    Outcome outcome = openWith(segment, ByteBuffer.wrap(bytes));

    assertThat(outcome.listener().evicted(DropReason.SPOOL_DAMAGED))
        .isEqualTo(SpoolKit.entries(second.number()));
    assertThat(outcome.returned()).isEqualTo(withoutCut(segment, second.start()));
  }

  @Test
  void brokenStructure_isSetAsideAndReportedOnce() throws IOException {
    Path segment = segments.get(1);
    byte[] bytes = Files.readAllBytes(segment);
    Frame second = frames(segment).get(1);
    bytes[second.start()] ^= 0x70;
    Files.write(segment, bytes);

    try (Spool spool = kit.open()) {
      assertThat(spool.bytes()).isEqualTo(sizeOfSpool());
    }
    assertThat(kit.listener.evicted(DropReason.SPOOL_DAMAGED)).isPositive();
    assertThat(WriterFolder.setAside(segment)).hasSize(bytes.length - second.start());

    RecordingListener again = new RecordingListener();
    try (Spool spool = new SpoolFolder(kit.settings(), kit.clock, again, kit.boot).open()) {
      assertThat(SpoolKit.readAll(spool)).isEqualTo(withoutCut(segment, second.start()));
      assertThat(again.damages()).isEmpty();
      assertThat(again.evicted()).isZero();
    }
  }

  @Test
  void segmentOfAnotherWriter_isSetAside() throws IOException {
    byte[] bytes = Files.readAllBytes(segments.get(1));
    byte[] foreign =
        new SegmentHeader(SegmentHeader.VERSION, UUID.randomUUID(), kit.clock.instant()).toBytes();
    System.arraycopy(foreign, 0, bytes, 0, foreign.length);

    Outcome outcome = openWith(segments.get(1), ByteBuffer.wrap(bytes));

    List<Long> expected = unacknowledged();
    frames(segments.get(1)).forEach(frame -> expected.remove(frame.number()));
    assertThat(outcome.returned()).isEqualTo(expected);
    assertThat(outcome.listener().evicted(DropReason.SPOOL_DAMAGED)).isPositive();
  }

  @Test
  void repeatedSegment_isReturnedOnce() throws IOException {
    Path last = segments.get(2);
    Files.copy(last, last.resolveSibling("0000000000000009.seg"));

    try (Spool spool = kit.open()) {
      assertThat(spool.entries()).isEqualTo(entries(unacknowledged()));
      assertThat(SpoolKit.readAll(spool)).isEqualTo(unacknowledged());
      assertThat(spool.entries()).isEqualTo(entries(unacknowledged()));
    }
  }

  @Test
  void repeatedBatch_isNoDamage() throws IOException {
    Path last = segments.get(2);
    byte[] bytes = Files.readAllBytes(last);
    Frame first = frames(last).get(0);
    ByteBuffer repeated = ByteBuffer.allocate(bytes.length + first.end() - first.start());
    repeated.put(bytes, 0, first.end());
    repeated.put(bytes, first.start(), bytes.length - first.start()).flip();

    Outcome outcome = openWith(last, repeated);

    assertThat(outcome.returned()).isEqualTo(unacknowledged());
    assertThat(outcome.listener().damages()).isEmpty();
  }

  @Test
  void damageWhileItIsOpen_isCountedExactly() throws IOException {
    try (Spool spool = kit.open()) {
      byte[] bytes = Files.readAllBytes(segments.get(1));
      Frame second = frames(segments.get(1)).get(1);
      bytes[second.start() + FrameHeader.BYTES] ^= 1;
      Files.write(segments.get(1), bytes);
      Files.delete(segments.get(2));

      List<Long> returned = SpoolKit.readAll(spool);
      long sum = returned.stream().mapToLong(SpoolKit::entries).sum();
      assertThat(spool.entries()).isEqualTo(sum);
      assertThat(kit.listener.evicted(DropReason.SPOOL_DAMAGED))
          .isEqualTo(SpoolKit.entries(ACKNOWLEDGED + 1, BATCHES) - sum);
      spool.append(batch(BATCHES + 1));
      assertThat(spool.next()).isEqualTo(batch(BATCHES + 1));
      spool.acknowledge(BATCHES + 1);
      assertThat(spool.isEmpty()).isTrue();
    }
  }

  @Test
  void whatIsBeingWritten_mayBeCutByOthers() throws IOException {
    kit.segmentBytes = 100_000;
    try (Spool spool = kit.open()) {
      spool.append(batch(13));
      spool.append(batch(14));
      Path open = kit.files(".seg").get(3);
      Files.write(open, new byte[10]);

      assertThat(SpoolKit.readAll(spool)).isEqualTo(unacknowledged());
      // Once was above. After five times it is given up.
      for (int i = 0; i < 4; i++) {
        spool.tick();
        spool.next();
      }
      assertThat(kit.listener.evicted(DropReason.SPOOL_DAMAGED))
          .isEqualTo(SpoolKit.entries(13, 14));
      spool.append(batch(15));
      assertThat(spool.next()).isEqualTo(batch(15));
    }
  }

  /** A small one, for each byte costs a spool. */
  private static Batch batch(long number) {
    return SpoolKit.batch(number, (int) (number * 5 % 13));
  }

  /** What becomes of a copy of the spool in which a file has other bytes. */
  private Outcome openWith(Path file, ByteBuffer bytes) throws IOException {
    copies++;
    SpoolKit copy = kit.copyTo(temp.resolve("copy" + copies));
    byte[] content = new byte[bytes.remaining()];
    bytes.get(content);
    Files.write(copy.folder.resolve(kit.folder.relativize(file).toString()), content);
    try (Spool spool = copy.open()) {
      List<Batch> batches = read(spool);
      Optional<Spool> leftOver = copy.openLeftOver();
      if (leftOver.isPresent()) {
        batches.addAll(read(leftOver.get()));
        leftOver.get().close();
      }
      assertThat(batches).allMatch(batch -> batch.equals(batch(batch.number())));
      List<Long> returned = batches.stream().map(Batch::number).toList();
      assertGoesOn(spool);
      return new Outcome(spool.writerId(), returned, copy.listener);
    }
  }

  private static List<Batch> read(Spool spool) {
    List<Batch> batches = new ArrayList<>();
    for (Batch batch = spool.next(); batch != null; batch = spool.next()) {
      batches.add(batch);
    }
    if (!batches.isEmpty()) {
      assertThat(spool.lastNumber())
          .isGreaterThanOrEqualTo(batches.get(batches.size() - 1).number());
    }
    assertThat(spool.entries()).isEqualTo(batches.stream().mapToLong(Batch::entries).sum());
    return batches;
  }

  private void assertGoesOn(Spool spool) throws IOException {
    if (spool.writerId().equals(writer)) {
      assertThat(spool.lastNumber()).isEqualTo(BATCHES);
    }
    Batch next = batch(spool.lastNumber() + 1);
    spool.append(next);
    assertThat(spool.next()).isEqualTo(next);
  }

  private record Outcome(UUID writer, List<Long> returned, RecordingListener listener) {}

  private record Frame(long number, int start, int end) {}

  /** Where the frames are, by what was written, not by what the spool makes of it. */
  private void findFrames() throws IOException {
    long number = 1;
    for (Path segment : segments) {
      List<Frame> found = new ArrayList<>();
      int start = SegmentHeader.BYTES;
      while (start < Files.size(segment)) {
        int end = start + 20 + batch(number).body().length;
        found.add(new Frame(number, start, end));
        start = end;
        number++;
      }
      frames.put(segment, found);
    }
    assertThat(number).isEqualTo(BATCHES + 1);
  }

  private List<Frame> frames(Path segment) {
    return frames.getOrDefault(segment, List.of());
  }

  /** What is left when a segment is cut. */
  private List<Long> withoutCut(Path segment, int size) {
    List<Long> expected = unacknowledged();
    frames(segment).stream()
        .filter(frame -> frame.end() > size)
        .forEach(frame -> expected.remove(frame.number()));
    return expected;
  }

  private void assertReachable(Path segment, int place, Outcome outcome) {
    List<Long> expected = unacknowledged();
    List<Long> unreachable = new ArrayList<>();
    for (Frame frame : frames(segment)) {
      if (frame.start() <= place && place < frame.end()) {
        expected.remove(frame.number());
      } else if (place < frame.start() && isLength(segment, place)) {
        unreachable.add(frame.number());
      }
    }
    List<Long> surelyExpected = new ArrayList<>(expected);
    surelyExpected.removeAll(unreachable);
    assertThat(outcome.returned())
        .as(segment.getFileName() + " with byte " + place + " turned")
        .containsAll(surelyExpected)
        .isSubsetOf(expected)
        .isSorted();
    assertThat(outcome.listener().damages()).isNotEmpty();
  }

  private boolean isLength(Path segment, int place) {
    return frames(segment).stream()
        .anyMatch(frame -> place >= frame.start() && place < frame.start() + 4);
  }

  private long sizeOfSpool() throws IOException {
    long size = 0;
    for (String ending : List.of(".seg", ".bad", "numbers", "cursor")) {
      for (Path file : kit.files(ending)) {
        size += Files.size(file);
      }
    }
    return size;
  }

  private static long entries(List<Long> numbers) {
    return numbers.stream().mapToLong(SpoolKit::entries).sum();
  }

  private static List<Long> unacknowledged() {
    return numbers(ACKNOWLEDGED + 1);
  }

  private static List<Long> numbers(long first) {
    return LongStream.rangeClosed(first, BATCHES)
        .boxed()
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
