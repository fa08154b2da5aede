package dev.visionlog.server.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system without hard links. */
class ImageFilesTest {
  private static final String PATH = "2026/11/21/pred_20261121_235958_0123456789ab.jpg";
  private static final String OTHER = "defects/pred_20261121_235958_ba9876543210.jpg";
  private static final byte[] BYTES = {1, 2, 3};
  private static final String SHA = Sha256.of(ByteBuffer.wrap(BYTES));

  @TempDir private Path root;
  private ImageFiles files;

  @BeforeEach
  void open() throws IOException {
    StoreFolder folder = StoreFolder.open(root);
    files =
        new ImageFiles(
            folder,
            IncomingFolder.open(folder.hidden("incoming")),
            new ContentFolder(folder.hidden("content"), Clock.systemUTC()),
            false,
            new FreeSpace(root, 0),
            Clock.systemUTC());
  }

  @AfterEach
  void close() throws IOException {
    files.close();
  }

  @Test
  void equalBytes_areSeparateFiles() throws IOException {
    assertThat(place(PATH)).isEqualTo(ImageFiles.Placed.WRITTEN);
    assertThat(place(OTHER)).isEqualTo(ImageFiles.Placed.WRITTEN);
    assertThat(place(PATH)).isEqualTo(ImageFiles.Placed.THERE);
    assertThat(root.resolve(PATH)).hasBinaryContent(BYTES);
    assertThat(files.delete(PATH)).isTrue();
    assertThat(root.resolve(OTHER)).hasBinaryContent(BYTES);
    assertThat(files.delete(OTHER)).isTrue();
    assertThat(root.resolve(".content")).doesNotExist();
    assertThat(root.resolve("2026")).doesNotExist();
  }

  @Test
  void deleteIfOlder_putsBackWhatWasUsed() throws IOException {
    place(PATH);
    assertThat(files.deleteIfOlder(PATH, Instant.now().minusSeconds(60))).isFalse();
    assertThat(root.resolve(PATH)).hasBinaryContent(BYTES);
    assertThat(files.deleteIfOlder(PATH, Instant.now().plusSeconds(60))).isTrue();
    assertThat(root.resolve(PATH)).doesNotExist();
  }

  private ImageFiles.Placed place(String path) throws IOException {
    ImageFiles.Placed placed = files.place(path, ByteBuffer.wrap(BYTES), SHA);
    assertThat(Files.exists(root.resolve(path))).isTrue();
    return placed;
  }
}
