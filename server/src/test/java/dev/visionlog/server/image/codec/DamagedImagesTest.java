package dev.visionlog.server.image.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.server.testing.TestImages;
import dev.visionlog.testing.basics.Chance;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Images with several faults by chance: refused for a reason, or decoded within the limits. A
 * decoder that crashes ends the tests.
 */
class DamagedImagesTest {
  private static final int FILES = 300;
  private static final long MOST_PIXELS = 1_000_000;
  private static final long MOST_BYTES = 150L << 20;
  private static final int PNG_SIGNATURE = 8;
  private static final int AROUND_CHUNK = 12;

  private static final List<byte[]> IMAGES =
      List.of(
          TestImages.encoded("png", 20, 12),
          TestImages.encoded("png", 20, 12, BufferedImage.TYPE_BYTE_INDEXED),
          TestImages.sixteenBits("png", 20, 12, true),
          TestImages.encoded("bmp", 20, 12),
          TestImages.encoded("bmp", 20, 12, BufferedImage.TYPE_BYTE_BINARY),
          TestImages.encoded("tiff", 20, 12),
          TestImages.sixteenBits("tiff", 20, 12, false),
          TestImages.resource("lossy.webp"),
          TestImages.resource("lossless.webp"),
          TestImages.resource("alpha.webp"),
          TestImages.resource("animated.webp"));

  private final Codec codec = new Codec(2, Path.of("target", "opencv"));

  @TempDir private Path folder;

  @Test
  void damagedImages_areRefusedOrEncoded() {
    Chance.times(FILES, chance -> encodeOrRefuse(damaged(chance.oneOf(IMAGES), chance)));
    long before = Pointer.physicalBytes();
    Chance.times(FILES, chance -> encodeOrRefuse(damaged(chance.oneOf(IMAGES), chance)));
    assertThat(Pointer.physicalBytes() - before).isLessThan(MOST_BYTES);
  }

  private void encodeOrRefuse(byte[] image) {
    ByteBuffer bytes = ByteBuffer.wrap(image);
    try {
      ImageHeader header = ImageHeaders.read(bytes);
      header.checkPixels(MOST_PIXELS);
      try (EncodedImage jpeg = codec.encode(bytes, header, null, 80)) {
        assertThat(ImageHeaders.read(jpeg.bytes()).width()).isEqualTo(header.width());
      }
    } catch (BadImageException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }

  /** They are stored as they came, and drawn later. */
  @Test
  void damagedJpegs_areRefusedOrDrawn() {
    byte[] jpeg = TestImages.jpeg(60, 40);
    Chance.times(FILES, chance -> drawOrRefuse(damaged(jpeg, chance)));
  }

  private void drawOrRefuse(byte[] jpeg) {
    try (FileChannel file = FileChannel.open(Files.write(folder.resolve("image.jpg"), jpeg))) {
      ImageHeaders.read(ByteBuffer.wrap(jpeg)).checkPixels(MOST_PIXELS);
      assertThat(codec.thumbnail(file, 16, List.of())).isNotEmpty();
    } catch (BadImageException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    } catch (java.io.IOException error) {
      throw new java.io.UncheckedIOException(error);
    }
  }

  /** Mostly at the beginning, where it says how large it is; a PNG's checksums are made right. */
  private static byte[] damaged(byte[] image, Chance chance) {
    int head = chance.onceIn(3) ? image.length : Math.min(image.length, 64);
    byte[] start = chance.damaged(Arrays.copyOf(image, head));
    byte[] damaged = Arrays.copyOf(start, start.length + image.length - head);
    System.arraycopy(image, head, damaged, start.length, image.length - head);
    return damaged.length > PNG_SIGNATURE && damaged[1] == 'P' ? withChecksums(damaged) : damaged;
  }

  private static byte[] withChecksums(byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png);
    int at = PNG_SIGNATURE;
    while (at + AROUND_CHUNK <= png.length) {
      int length = bytes.getInt(at);
      if (length < 0 || length > png.length - at - AROUND_CHUNK) {
        return png;
      }
      CRC32 checksum = new CRC32();
      checksum.update(png, at + 4, 4 + length);
      bytes.putInt(at + 8 + length, (int) checksum.getValue());
      at += AROUND_CHUNK + length;
    }
    return png;
  }
}
