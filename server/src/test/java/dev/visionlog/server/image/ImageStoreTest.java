package dev.visionlog.server.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.visionlog.server.image.ImageOutcome.Refused;
import dev.visionlog.server.image.ImageOutcome.Stored;
import dev.visionlog.server.image.ImageOutcome.Trouble;
import dev.visionlog.server.image.ImageOutcome.Unavailable;
import dev.visionlog.server.image.codec.ImageFormat;
import dev.visionlog.server.image.codec.RawFrame;
import dev.visionlog.server.image.codec.Refusal;
import dev.visionlog.server.model.Detection;
import dev.visionlog.server.testing.TestImages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageStoreTest {
  private static final byte[] JPEG = TestImages.noise(64, 48, 1);

  @TempDir private Path temporary;
  private Path folder;
  private ImageStore store;

  @BeforeEach
  void open() {
    folder = temporary.resolve("deep/images");
    store = ImageStore.open(settings(0), id -> id, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private ImageSettings settings(long minFreeBytes) {
    Set<ImageFormat> formats =
        Set.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.RAW, ImageFormat.WEBP);
    return new ImageSettings(
        folder, true, true, 95, 200_000, 1_000_000, formats, 2, 4, minFreeBytes, 1 << 20);
  }

  @Test
  void jpeg_isStoredByteForByte() throws IOException {
    Stored stored = save(ImageRequests.of("a", JPEG));
    assertThat(folder.resolve(stored.path())).hasBinaryContent(JPEG);
    assertThat(stored.bytes()).isEqualTo(JPEG.length);
    assertThat(stored.width()).isEqualTo(64);
    assertThat(stored.height()).isEqualTo(48);
    assertThat(stored.sha256()).isEqualTo(Sha256.of(ByteBuffer.wrap(JPEG)));
    try (LoadedImage loaded = store.load(stored.path()).orElseThrow()) {
      assertThat(loaded.bytes()).isEqualTo(JPEG.length);
      assertThat(loaded.content().readAllBytes()).isEqualTo(JPEG);
    }
  }

  @Test
  void jpeg_mayComeFromOutsideTheHeap() {
    ByteBuffer direct = ByteBuffer.allocateDirect(JPEG.length).put(JPEG).flip();
    ImageRequest request = new ImageRequest(direct, null, ImageRequests.TIME, "a", null, "", false);
    assertThat(folder.resolve(save(request).path())).hasBinaryContent(JPEG);
  }

  @Test
  void otherFormats_becomeJpeg() throws IOException {
    Stored stored = save(ImageRequests.of("a", TestImages.encoded("png", 64, 48)));
    byte[] file = Files.readAllBytes(folder.resolve(stored.path()));
    TestImages.assertHalves(TestImages.decode(file), TestImages.LEFT, TestImages.RIGHT);
    assertThat(stored.bytes()).isEqualTo(file.length);
    assertThat(stored.sha256()).isEqualTo(Sha256.of(ByteBuffer.wrap(file)));
    assertThat(store.counters().encodes()).isEqualTo(1);
  }

  @Test
  void rawFrame_becomesJpeg() {
    RawFrame frame = new RawFrame(RawFrame.Samples.GRAY, 64, 48);
    Stored stored = save(ImageRequests.raw(ByteBuffer.allocate(64 * 48), frame));
    assertThat(stored.width()).isEqualTo(64);
    assertThat(folder.resolve(stored.path())).exists();
  }

  @Test
  void samePrediction_isStoredOnce() {
    Stored first = save(ImageRequests.of("a", JPEG));
    assertThat(save(ImageRequests.of("a", JPEG))).isEqualTo(first);
    assertThat(store.counters().saved()).isEqualTo(1);
    assertThat(store.counters().reused()).isEqualTo(1);
    assertThat(store.counters().bytesWritten()).isEqualTo(JPEG.length);
  }

  @Test
  void samePrediction_isEncodedOnce() {
    byte[] png = TestImages.encoded("png", 64, 48);
    assertThat(save(ImageRequests.of("a", png))).isEqualTo(save(ImageRequests.of("a", png)));
    assertThat(store.counters().encodes()).isEqualTo(1);
    assertThat(store.counters().reused()).isEqualTo(1);
  }

  @Test
  void equalBytes_areKeptOnce() throws IOException {
    Stored first = save(ImageRequests.of("a", JPEG));
    Stored second = save(ImageRequests.defect("b", JPEG));
    assertThat(second.path()).isNotEqualTo(first.path());
    assertThat(Disk.names(folder.resolve(first.path()))).isEqualTo(3);
    assertThat(store.counters().saved()).isEqualTo(2);
    assertThat(store.counters().linked()).isEqualTo(1);
    assertThat(store.counters().bytesWritten()).isEqualTo(JPEG.length);
  }

  @Test
  void content_goesWithItsLastImage() throws IOException {
    Stored first = save(ImageRequests.of("a", JPEG));
    Stored second = save(ImageRequests.defect("b", JPEG));
    assertThat(store.delete(first.path())).isTrue();
    assertThat(folder.resolve(second.path())).hasBinaryContent(JPEG);
    assertThat(store.delete(second.path())).isTrue();
    assertThat(files()).isEmpty();
    assertThat(store.counters().deleted()).isEqualTo(2);
  }

  @Test
  void content_thatIsDamagedIsNotUsed() throws IOException {
    save(ImageRequests.of("a", JPEG));
    Files.write(content(JPEG), new byte[3]);
    Stored second = save(ImageRequests.of("b", JPEG));
    assertThat(folder.resolve(second.path())).hasBinaryContent(JPEG);
  }

  @Test
  void content_thatIsLostCostsNothingButSpace() throws IOException {
    Stored first = save(ImageRequests.of("a", JPEG));
    Files.delete(content(JPEG));
    Stored second = save(ImageRequests.of("b", JPEG));
    assertThat(folder.resolve(first.path())).hasBinaryContent(JPEG);
    assertThat(folder.resolve(second.path())).hasBinaryContent(JPEG);
    assertThat(store.delete(first.path()) && store.delete(second.path())).isTrue();
    assertThat(files()).isEmpty();
  }

  @Test
  void file_thatIsCutOffIsWrittenAgain() throws IOException {
    Stored stored = save(ImageRequests.of("a", JPEG));
    Files.delete(folder.resolve(stored.path()));
    Files.write(folder.resolve(stored.path()), Arrays.copyOf(JPEG, 100));
    assertThat(save(ImageRequests.of("a", JPEG))).isEqualTo(stored);
    assertThat(folder.resolve(stored.path())).hasBinaryContent(JPEG);
  }

  @Test
  void delete_removesFoldersThatAreEmpty() {
    Stored first = save(ImageRequests.of("a", JPEG));
    Stored second = save(ImageRequests.defect("b", TestImages.noise(8, 8, 2)));
    store.delete(first.path());
    assertThat(folder.resolve("2026/11/21/no_defects")).doesNotExist();
    assertThat(folder.resolve("2026/11/21/defects")).exists();
    store.delete(second.path());
    assertThat(folder.resolve("2026")).doesNotExist();
    assertThat(save(ImageRequests.of("a", JPEG))).isEqualTo(first);
  }

  @Test
  void badImage_doesNotTakeItsNeighboursAlong() {
    List<ImageOutcome> outcomes =
        store.save(
            List.of(
                ImageRequests.of("a", JPEG),
                ImageRequests.of("b", Arrays.copyOf(JPEG, JPEG.length - 2)),
                ImageRequests.of("c", TestImages.encoded("png", 8, 8)),
                ImageRequests.of("d", new byte[0]),
                ImageRequests.of("e", TestImages.encoded("bmp", 8, 8)),
                ImageRequests.of("f", new byte[200_001]),
                ImageRequests.of("g", JPEG)));
    assertThat(outcomes).filteredOn(Stored.class::isInstance).hasSize(3);
    assertThat(outcomes)
        .filteredOn(Refused.class::isInstance)
        .extracting(refused -> ((Refused) refused).code())
        .containsExactly(
            Refusal.BROKEN,
            Refusal.UNKNOWN_FORMAT,
            Refusal.FORMAT_NOT_ALLOWED,
            Refusal.TOO_MANY_BYTES);
    assertThat(store.counters().refused(Refusal.BROKEN)).isEqualTo(1);
  }

  @Test
  void refusal_saysWhatWasGivenAndWhatIsAllowed() {
    assertThat(refused(ImageRequests.of("a", new byte[200_001])).message())
        .isEqualTo("The image has 200,001 bytes; at most 200,000 are allowed");
    assertThat(refused(ImageRequests.of("a", TestImages.encoded("bmp", 8, 8))).message())
        .isEqualTo("Images in the format BMP are not allowed; allowed: JPEG, PNG, WebP, raw");
    RawFrame frame = new RawFrame(RawFrame.Samples.BGR, 10, 10);
    assertThat(refused(ImageRequests.raw(ByteBuffer.allocate(299), frame)).message())
        .isEqualTo("A raw BGR frame of 10×10 pixels has 300 bytes, but 299 were given");
  }

  /** A header that lies: it would take 3 GB to decode, and is refused before. */
  @Test
  void bomb_isRefusedFromItsHeader() {
    byte[] png = TestImages.encoded("png", 8, 8);
    ByteBuffer.wrap(png).putInt(16, 32_000).putInt(20, 32_000);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    Refused refused = refused(ImageRequests.of("a", png));
    assertThat(refused.code()).isEqualTo(Refusal.TOO_MANY_PIXELS);
    assertThat(refused.message())
        .isEqualTo("The image has 32000×32000 pixels; at most 1,000,000 in all are allowed");
  }

  @Test
  void load_findsNothingWhereNothingIs() {
    Stored stored = save(ImageRequests.of("a", JPEG));
    for (String path :
        List.of("", "nothing.jpg", "../" + stored.path(), stored.path() + "\0", "/etc/passwd")) {
      assertThat(store.load(path)).isEmpty();
      assertThat(store.thumbnail(path, 100, List.of())).isEmpty();
      assertThat(store.annotated(path, List.of())).isEmpty();
      assertThat(store.delete(path)).isFalse();
    }
  }

  @Test
  void load_followsNoLinks() throws IOException {
    Path outside = Files.createDirectories(temporary.resolve("outside"));
    String name = "pred_20261121_235958_0123456789ab.jpg";
    Files.write(outside.resolve(name), JPEG);
    Files.createDirectories(folder.resolve("2026/11"));
    Files.createSymbolicLink(folder.resolve("2026/11/20"), outside);
    Files.createSymbolicLink(folder.resolve(name), outside.resolve(name));
    assertThat(store.load("2026/11/20/" + name)).isEmpty();
    assertThat(store.load(name)).isEmpty();
    assertThat(store.delete("2026/11/20/" + name)).isFalse();
    assertThat(outside.resolve(name)).exists();
  }

  @Test
  void save_followsNoLinks() throws IOException {
    Path outside = Files.createDirectories(temporary.resolve("outside"));
    Files.createDirectories(folder.resolve("2026/11"));
    Files.createSymbolicLink(folder.resolve("2026/11/21"), outside);
    assertThat(unavailable(ImageRequests.of("a", JPEG)).code()).isEqualTo(Trouble.NOT_WRITABLE);
    try (Stream<Path> files = Files.walk(outside)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void thumbnail_isMadeOnceAndGoesWithItsImage() {
    Stored stored = save(ImageRequests.of("a", JPEG));
    byte[] first = store.thumbnail(stored.path(), 32, List.of()).orElseThrow();
    assertThat(store.thumbnail(stored.path(), 32, List.of()).orElseThrow()).isSameAs(first);
    List<Detection> boxes = List.of(new Detection("x", 0.5, new Detection.Box(1, 1, 40, 40)));
    assertThat(store.thumbnail(stored.path(), 32, boxes).orElseThrow()).isNotEqualTo(first);
    store.delete(stored.path());
    assertThat(store.thumbnail(stored.path(), 32, List.of())).isEmpty();
  }

  @Test
  void thumbnail_refusesSizesThatAreNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.thumbnail("", 15, List.of()))
        .withMessage("longestSide is 15, allowed are 16 to 2048");
  }

  @Test
  void annotated_leavesTheFileClean() {
    Stored stored = save(ImageRequests.of("a", JPEG));
    List<Detection> boxes = List.of(new Detection("x", 0.5, new Detection.Box(1, 1, 40, 40)));
    byte[] annotated = store.annotated(stored.path(), boxes).orElseThrow();
    assertThat(TestImages.decode(annotated).getWidth()).isEqualTo(64);
    assertThat(folder.resolve(stored.path())).hasBinaryContent(JPEG);
  }

  @Test
  void damagedFile_isAnErrorWithoutAPath() throws IOException {
    Stored stored = save(ImageRequests.of("a", JPEG));
    Files.write(folder.resolve(stored.path()), new byte[10]);
    assertThatExceptionOfType(ImageStoreException.class)
        .isThrownBy(() -> store.thumbnail(stored.path(), 32, List.of()))
        .withMessageNotContaining(folder.toString());
  }

  @Test
  void floorOfFreeSpace_refusesBeforeTheDiskIsFull() {
    save(ImageRequests.of("a", JPEG));
    store.close();
    store = ImageStore.open(settings(Long.MAX_VALUE), id -> id, Clock.systemUTC());
    Unavailable trouble = unavailable(ImageRequests.of("b", TestImages.noise(9, 9, 9)));
    assertThat(trouble.code()).isEqualTo(Trouble.DISK_FULL);
    assertThat(trouble.message()).contains("are to be kept free").doesNotContain(folder.toString());
    assertThat(unavailable(ImageRequests.of("c", TestImages.encoded("png", 9, 9))).code())
        .isEqualTo(Trouble.DISK_FULL);
    assertThat(store.counters().encodes()).isZero();
    assertThat(store.check().healthy()).isFalse();
    assertThat(store.check().message()).startsWith("The disk of the image store is full");
    assertThat(save(ImageRequests.of("a", JPEG))).as("it is there").isNotNull();
  }

  @Test
  void check_saysThatAllIsWell() throws IOException {
    assertThat(store.check().healthy()).isTrue();
    assertThat(store.check().freeBytes()).isPositive();
    assertThat(files()).isEmpty();
  }

  @Test
  void folder_thatIsGoneMakesTheStoreUnavailable() throws IOException {
    save(ImageRequests.of("a", JPEG));
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted((a, b) -> b.compareTo(a)).forEach(each -> each.toFile().delete());
    }
    Unavailable trouble = unavailable(ImageRequests.of("b", JPEG));
    assertThat(trouble.message()).doesNotContain(folder.toString());
    assertThat(store.check().healthy()).isFalse();
  }

  @Test
  void file_inTheFoldersPlaceMakesTheStoreUnavailable() throws IOException {
    Files.write(folder.resolve("2026"), JPEG);
    assertThat(unavailable(ImageRequests.of("a", JPEG)).code()).isNotNull();
    assertThat(save(ImageRequests.at(ImageRequests.TIME.minusSeconds(40_000_000), "b", JPEG)))
        .isNotNull();
  }

  @Test
  void folder_thatIsNotWritableIsNamedToThePerson() throws IOException {
    assumeFalse(System.getProperty("user.name").equals("root"), "root may write everywhere");
    Path locked = Files.createDirectory(temporary.resolve("locked"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    assertThatExceptionOfType(ImageStoreException.class)
        .isThrownBy(() -> ImageStore.open(ImageSettings.of(locked), id -> id, Clock.systemUTC()))
        .withMessageContaining(locked.toString());
  }

  @Test
  void folder_thatIsAFileIsNamedToThePerson() throws IOException {
    Path file = Files.write(temporary.resolve("file"), JPEG);
    assertThatExceptionOfType(ImageStoreException.class)
        .isThrownBy(() -> ImageStore.open(ImageSettings.of(file), id -> id, Clock.systemUTC()))
        .withMessageStartingWith("Cannot keep images in the folder " + file);
  }

  @Test
  void folder_ofOtherImagesIsNotOpened() {
    UUID wanted = UUID.randomUUID();
    assertThatExceptionOfType(ImageStoreException.class)
        .isThrownBy(() -> ImageStore.open(settings(0), id -> wanted, Clock.systemUTC()))
        .withMessageStartingWith("Cannot keep images in the folder " + folder)
        .withMessageContaining("Is a disk not mounted?")
        .withMessageContaining("write " + wanted + " into " + folder.resolve(".store"));
  }

  @Test
  void folder_keepsItsId() {
    Set<UUID> ids = new HashSet<>();
    for (int start = 0; start < 3; start++) {
      store.close();
      store =
          ImageStore.open(
              settings(0),
              id -> {
                ids.add(id);
                return id;
              },
              Clock.systemUTC());
    }
    assertThat(ids).hasSize(1);
  }

  /** As when the disk with the images goes, and the folder on which it was mounted shows. */
  @Test
  void folder_thatIsReplacedIsNeitherFilledNorTakenForEmpty() throws IOException {
    String path = save(ImageRequests.of("a", JPEG)).path();
    Files.move(folder, temporary.resolve("unmounted"));
    Files.createDirectory(folder);
    assertThat(unavailable(ImageRequests.of("b", JPEG)).code()).isEqualTo(Trouble.FOREIGN_FOLDER);
    assertThat(store.check().healthy()).isFalse();
    assertThatExceptionOfType(ImageStoreException.class)
        .isThrownBy(() -> store.load(path))
        .withMessageContaining("a disk may not be mounted");
    assertThatExceptionOfType(ImageStoreException.class).isThrownBy(store::freeBytes);
    assertThat(folder).isEmptyDirectory();

    Files.delete(folder);
    Files.move(temporary.resolve("unmounted"), folder);
    store.load(path).orElseThrow().close();
    assertThat(save(ImageRequests.of("b", JPEG)).path()).isNotEmpty();
  }

  /** A small file system, if this machine has one that a test may fill. */
  @Test
  void fullDisk_leavesNothingHalfWritten() throws IOException {
    Path small = Path.of(System.getenv().getOrDefault("VISIONLOG_TEST_SMALL_DISK", "/nowhere"));
    assumeTrue(Files.isDirectory(small), "VISIONLOG_TEST_SMALL_DISK names no folder");
    store.close();
    folder = Files.createTempDirectory(small, "images");
    store = ImageStore.open(settings(0), id -> id, Clock.systemUTC());
    List<ImageOutcome> outcomes =
        IntStream.range(0, 10_000)
            .mapToObj(
                i -> store.save(List.of(ImageRequests.of("i" + i, TestImages.noise(64, 48, i)))))
            .map(each -> each.get(0))
            .takeWhile(Stored.class::isInstance)
            .toList();
    Unavailable trouble = unavailable(ImageRequests.of("full", TestImages.noise(100, 100, -1)));
    assertThat(trouble.code()).isEqualTo(Trouble.DISK_FULL);
    for (ImageOutcome outcome : outcomes) {
      Stored stored = (Stored) outcome;
      assertThat(Files.size(folder.resolve(stored.path()))).isEqualTo(stored.bytes());
      assertThat(store.delete(stored.path())).isTrue();
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void store_thatIsClosedTakesNothing() {
    store.close();
    assertThat(unavailable(ImageRequests.of("a", JPEG)).code()).isEqualTo(Trouble.CLOSED);
    store = ImageStore.open(settings(0), id -> id, Clock.systemUTC());
  }

  @Test
  void settings_sayWhatIsAllowed() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ImageSettings(
                    folder, true, true, 101, 1, 1, Set.of(ImageFormat.JPEG), 1, 1, 0, 0))
        .withMessage("jpegQuality is 101, allowed are 1 to 100");
  }

  private Stored save(ImageRequest request) {
    ImageOutcome outcome = store.save(List.of(request)).get(0);
    assertThat(outcome).isInstanceOf(Stored.class);
    return (Stored) outcome;
  }

  private Refused refused(ImageRequest request) {
    return (Refused) store.save(List.of(request)).get(0);
  }

  private Unavailable unavailable(ImageRequest request) {
    return (Unavailable) store.save(List.of(request)).get(0);
  }

  private Path content(byte[] bytes) {
    String sha256 = Sha256.of(ByteBuffer.wrap(bytes));
    return folder.resolve(".content").resolve(sha256.substring(0, 2)).resolve(sha256);
  }

  /** All files, but for locks. */
  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("lock") && !file.endsWith(".store"))
          .toList();
    }
  }
}
