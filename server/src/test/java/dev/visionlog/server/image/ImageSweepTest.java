package dev.visionlog.server.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.server.image.ImageOutcome.Stored;
import dev.visionlog.server.testing.TestImages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sweep and the retention, on real files. */
class ImageSweepTest {
  private static final Duration GRACE = Duration.ofHours(1);
  private static final byte[] JPEG = TestImages.noise(32, 32, 1);
  private static final ImageLimits DAYS_1 = new ImageLimits(Duration.ofDays(1), 0, 0);

  @TempDir private Path folder;
  private final FakeImageRows rows = new FakeImageRows();
  private ImageStore store;

  @BeforeEach
  void open() {
    store = ImageStore.open(ImageSettings.of(folder), id -> id, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void store_thatIsInOrderIsLeftAlone() {
    add(1, save("a", JPEG));
    add(2, save("b", TestImages.noise(8, 8, 2)));
    SweepReport report = sweep().mend();
    assertThat(report.files()).isEqualTo(2);
    assertThat(report.rows()).isEqualTo(2);
    assertThat(found(report)).isZero();
    assertThat(report.rowsMended()).isFalse();
    assertThat(rows.missing).isEmpty();
  }

  @Test
  void fileWithoutRow_isFoundAndDeleted() {
    add(1, save("a", JPEG));
    Stored orphan = save("b", TestImages.noise(8, 8, 2));
    SweepReport survey = sweep().survey();
    assertThat(survey.filesWithoutRow())
        .isEqualTo(new Finding(1, orphan.bytes(), List.of(orphan.path())));
    assertThat(folder.resolve(orphan.path())).exists();
    assertThat(sweep().mend().filesWithoutRow()).isEqualTo(survey.filesWithoutRow());
    assertThat(folder.resolve(orphan.path())).doesNotExist();
    assertThat(found(sweep().survey())).isZero();
  }

  @Test
  void fileThatIsYoung_mayStillGetItsRow() {
    Stored young = save("a", JPEG);
    SweepReport report = new ImageSweep(store, rows, Clock.systemUTC(), GRACE).mend();
    assertThat(report.files()).isEqualTo(1);
    assertThat(found(report)).isZero();
    assertThat(folder.resolve(young.path())).exists();
  }

  /** Its bytes have lain there for long, and its path too; but somebody is about to add the row. */
  @Test
  void fileThatIsSavedAgain_isYoungAgain() throws IOException {
    Stored first = save("a", JPEG);
    age(first);
    save("a", JPEG);
    assertThat(found(new ImageSweep(store, rows, Clock.systemUTC(), GRACE).mend())).isZero();
    age(first);
    Stored linked = save("b", JPEG);
    new ImageSweep(store, rows, Clock.systemUTC(), GRACE).mend();
    assertThat(folder.resolve(linked.path())).hasBinaryContent(JPEG);
  }

  private void age(Stored stored) throws IOException {
    Files.setLastModifiedTime(
        folder.resolve(stored.path()), FileTime.from(Instant.now().minus(Duration.ofDays(2))));
  }

  /** It was young again between the look and the deletion. */
  @Test
  void deleteIfOlder_putsBackWhatWasUsed() throws IOException {
    Stored stored = save("a", JPEG);
    Instant before = Instant.now().minus(Duration.ofDays(1));
    assertThat(store.files().deleteIfOlder(stored.path(), before)).isFalse();
    assertThat(folder.resolve(stored.path())).hasBinaryContent(JPEG);
    assertThat(Disk.names(folder.resolve(stored.path()))).isEqualTo(2);
  }

  @Test
  void rowWithoutFile_isFoundAndMarked() {
    add(1, save("a", JPEG));
    add(2, new Stored("2026/11/21/pred_20261121_235958_0123456789ab.jpg", 7, 1, 1, ""));
    SweepReport survey = sweep().survey();
    assertThat(survey.rowsWithoutFile().count()).isEqualTo(1);
    assertThat(survey.rowsWithoutFile().bytes()).isEqualTo(7);
    assertThat(survey.idsWithoutFile()).containsExactly(2L);
    assertThat(rows.missing).isEmpty();
    assertThat(sweep().mend().rowsMended()).isTrue();
    assertThat(rows.missing).containsExactly("2026/11/21/pred_20261121_235958_0123456789ab.jpg");
    assertThat(rows.count()).isEqualTo(1);
  }

  /** An empty folder where the disk should be mounted must not cost a million rows their images. */
  @Test
  void rows_areNotMarkedWhenNoFileIsThere() {
    IntStream.range(0, 1_200)
        .forEach(
            i -> add(i, new Stored("pred_20261121_235958_%012x.jpg".formatted(i), 10, 1, 1, "")));
    SweepReport report = sweep().mend();
    assertThat(report.rows()).isEqualTo(1_200);
    assertThat(report.rowsWithoutFile().count()).isEqualTo(1_200);
    assertThat(report.rowsWithoutFile().examples()).hasSize(10);
    assertThat(report.rowsMended()).isFalse();
    assertThat(rows.missing).isEmpty();
  }

  @Test
  void pages_areReadToTheirEnd() {
    List<ImageRequest> requests =
        IntStream.range(0, 1_100).mapToObj(i -> ImageRequests.of("i" + i, JPEG)).toList();
    store.save(requests);
    assertThat(sweep().survey().filesWithoutRow().count()).isEqualTo(1_100);
    sweep().mend();
    assertThat(found(sweep().survey())).isZero();
    assertThat(folder.resolve("2026")).doesNotExist();
  }

  @Test
  void unreferencedContent_isFoundAndDeleted() throws IOException {
    Stored stored = save("a", JPEG);
    Files.delete(folder.resolve(stored.path()));
    assertThat(sweep().survey().unreferenced().bytes()).isEqualTo(JPEG.length);
    assertThat(sweep().mend().unreferenced().count()).isEqualTo(1);
    assertThat(found(sweep().survey())).isZero();
  }

  @Test
  void temporaryFiles_ofTheLivingAreLeftAlone() throws IOException {
    try (ImageStore other =
        ImageStore.open(ImageSettings.of(folder), id -> id, Clock.systemUTC())) {
      Path written = other.files().incoming().write(ByteBuffer.allocate(5));
      assertThat(sweep().mend().temporary().count()).isZero();
      assertThat(written).exists();
    }
  }

  @Test
  void temporaryFiles_ofTheDeadAreFoundAndDeleted() throws IOException {
    Path dead = Files.createDirectories(folder.resolve(".incoming/dead"));
    Files.write(dead.resolve("1"), new byte[5]);
    assertThat(sweep().survey().temporary())
        .isEqualTo(new Finding(1, 5, List.of(".incoming/dead/1")));
    assertThat(dead.resolve("1")).exists();
    sweep().mend();
    assertThat(dead).doesNotExist();
  }

  @Test
  void filesOfOthers_areLeftAlone() throws IOException {
    Path notes = Files.writeString(folder.resolve("notes.txt"), "mine");
    Files.createDirectories(folder.resolve("2026/11/21"));
    Path photo = Files.write(folder.resolve("2026/11/21/photo.jpg"), JPEG);
    Files.writeString(folder.resolve(".incoming/.DS_Store"), "desktop");
    Files.createDirectories(folder.resolve(".content"));
    Files.writeString(folder.resolve(".content/.DS_Store"), "desktop");
    assertThat(sweep().mend().files()).isZero();
    assertThat(notes).exists();
    assertThat(photo).exists();
    close();
    open();
  }

  @Test
  void retention_marksRowsAndDeletesFiles() throws IOException {
    Instant now = ImageRequests.TIME;
    Stored old = saveAt(now.minus(Duration.ofDays(3)), "old");
    Stored fresh = saveAt(now, "fresh");
    add(1, old, now.minus(Duration.ofDays(3)));
    add(2, old, now.minus(Duration.ofDays(3)));
    add(3, fresh, now);
    ImageRetention retention = new ImageRetention(store, rows, Clock.fixed(now, ZoneOffset.UTC));
    ExpiredImages dry = retention.dryRun(DAYS_1);
    assertThat(dry.count()).isEqualTo(2);
    assertThat(folder.resolve(old.path())).exists();
    assertThat(retention.run(DAYS_1)).isEqualTo(dry);
    assertThat(rows.expired).containsExactly(old.path());
    assertThat(folder.resolve(old.path())).doesNotExist();
    assertThat(folder.resolve(fresh.path())).exists();
    assertThat(found(sweep().survey())).isZero();
    assertThat(retention.run(DAYS_1)).isEqualTo(ExpiredImages.NONE);
  }

  /** As if the server was killed when the row was marked and the file not yet deleted. */
  @Test
  void retention_thatWasKilledIsMendedByTheSweep() {
    Stored stored = save("a", JPEG);
    add(1, stored);
    rows.markExpired(List.of(stored.path()));
    assertThat(sweep().mend().filesWithoutRow().count()).isEqualTo(1);
    assertThat(folder.resolve(stored.path())).doesNotExist();
  }

  @Test
  void retention_goesThroughManyPages() throws IOException {
    List<ImageRequest> requests =
        IntStream.range(0, 1_100).mapToObj(i -> ImageRequests.of("i" + i, JPEG)).toList();
    long id = 0;
    for (ImageOutcome outcome : store.save(requests)) {
      add(id++, (Stored) outcome);
    }
    ImageLimits limits = new ImageLimits(null, 50L * JPEG.length, 0);
    ImageRetention retention = new ImageRetention(store, rows, Clock.systemUTC());
    assertThat(retention.run(limits).count()).isEqualTo(1_050);
    assertThat(rows.count()).isEqualTo(50);
    try (Stream<Path> files = Files.walk(folder.resolve("2026"))) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(50);
    }
  }

  private Stored save(String imageId, byte[] image) {
    return (Stored) store.save(List.of(ImageRequests.of(imageId, image))).get(0);
  }

  private Stored saveAt(Instant time, String imageId) {
    return (Stored) store.save(List.of(ImageRequests.at(time, imageId, JPEG))).get(0);
  }

  private void add(long id, Stored stored) {
    add(id, stored, ImageRequests.TIME);
  }

  private void add(long id, Stored stored, Instant time) {
    rows.add(new ImageRow(id, stored.path(), time, stored.bytes()));
  }

  /** A sweep for which all files are old. */
  private ImageSweep sweep() {
    return new ImageSweep(store, rows, Clock.offset(Clock.systemUTC(), Duration.ofDays(1)), GRACE);
  }

  private static long found(SweepReport report) {
    return report.filesWithoutRow().count()
        + report.rowsWithoutFile().count()
        + report.temporary().count()
        + report.unreferenced().count();
  }
}
