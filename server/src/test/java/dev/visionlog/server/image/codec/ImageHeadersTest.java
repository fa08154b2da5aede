package dev.visionlog.server.image.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.visionlog.server.testing.TestImages;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImageHeadersTest {
  private static final int WIDTH = 20;
  private static final int HEIGHT = 12;

  static Stream<Arguments> files() {
    return Stream.of(
        Arguments.of(ImageFormat.JPEG, TestImages.jpeg(WIDTH, HEIGHT)),
        Arguments.of(ImageFormat.PNG, TestImages.encoded("png", WIDTH, HEIGHT)),
        Arguments.of(ImageFormat.BMP, TestImages.encoded("bmp", WIDTH, HEIGHT)),
        Arguments.of(ImageFormat.TIFF, TestImages.encoded("tiff", WIDTH, HEIGHT)),
        Arguments.of(ImageFormat.WEBP, TestImages.resource("lossy.webp")),
        Arguments.of(ImageFormat.WEBP, TestImages.resource("lossless.webp")),
        Arguments.of(ImageFormat.WEBP, TestImages.resource("alpha.webp")),
        Arguments.of(ImageFormat.WEBP, TestImages.resource("animated.webp")));
  }

  @ParameterizedTest
  @MethodSource("files")
  void read_tellsFormatAndSize(ImageFormat format, byte[] file) {
    ImageHeader header = ImageHeaders.read(ByteBuffer.wrap(file));
    assertThat(header).isEqualTo(ImageHeader.of(format, WIDTH, HEIGHT));
  }

  /** The buffer of a message begins somewhere, and may be outside the heap. */
  @ParameterizedTest
  @MethodSource("files")
  void read_beginsAtThePosition(ImageFormat format, byte[] file) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(file.length + 7).position(7).put(file);
    buffer.position(7);
    assertThat(ImageHeaders.read(buffer).format()).isEqualTo(format);
    assertThat(buffer.position()).isEqualTo(7);
  }

  @ParameterizedTest
  @MethodSource("files")
  void read_refusesWhatIsCutOffAnywhere(ImageFormat format, byte[] file) {
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatExceptionOfType(BadImageException.class)
          .as("%s of %d bytes, cut at %d", format, file.length, length)
          .isThrownBy(() -> ImageHeaders.read(ByteBuffer.wrap(cut)));
    }
  }

  /** Whatever single byte is wrong, it is read or refused, but nothing else happens. */
  @ParameterizedTest
  @MethodSource("files")
  void read_survivesDamage(ImageFormat format, byte[] file) {
    for (int at = 0; at < file.length; at++) {
      for (int value : new int[] {0, 1, 0x7f, 0x80, 0xff}) {
        byte[] damaged = file.clone();
        damaged[at] = (byte) value;
        readOrRefuse(damaged);
      }
    }
  }

  private static void readOrRefuse(byte[] file) {
    try {
      assertThat(ImageHeaders.read(ByteBuffer.wrap(file)).workPixels()).isPositive();
    } catch (BadImageException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }

  @Test
  void jpeg_mayHaveBytesBehindItsEnd() {
    byte[] jpeg = TestImages.jpeg(WIDTH, HEIGHT);
    byte[] padded = Arrays.copyOf(jpeg, jpeg.length + 100);
    assertThat(ImageHeaders.read(ByteBuffer.wrap(padded)).width()).isEqualTo(WIDTH);
  }

  @Test
  void jpeg_ofTwelveBitsIsRefused() {
    assertRefused(
        Refusal.UNSUPPORTED_KIND, TestImages.jpeg(9, 9), file -> file[frame(file) + 4] = 12);
  }

  @Test
  void jpeg_withoutHeightIsRefused() {
    assertRefused(
        Refusal.BROKEN,
        TestImages.jpeg(9, 9),
        file -> Arrays.fill(file, frame(file) + 5, frame(file) + 7, (byte) 0));
  }

  private static int frame(byte[] jpeg) {
    int at = 0;
    while (jpeg[at] != (byte) 0xff || jpeg[at + 1] != (byte) 0xc0) {
      at++;
    }
    return at;
  }

  /** Decoding each takes as long as the image is large, and not as the file is. */
  @Test
  void jpeg_ofManyScansIsRefused() {
    byte[] jpeg = TestImages.encoded("jpg", 9, 9, BufferedImage.TYPE_BYTE_GRAY);
    assertThat(ImageHeaders.read(withScans(jpeg, 49)).width()).isEqualTo(9);
    assertThatExceptionOfType(BadImageException.class)
        .isThrownBy(() -> ImageHeaders.read(withScans(jpeg, 50)))
        .withMessage("The JPEG image has too many scans; allowed: at most 50")
        .satisfies(bad -> assertThat(bad.refusal()).isEqualTo(Refusal.UNSUPPORTED_KIND));
  }

  /** With so many more, all without pixels. */
  private static ByteBuffer withScans(byte[] jpeg, int more) {
    byte[] scan = {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 0, 63, 0};
    ByteBuffer file = ByteBuffer.allocate(jpeg.length + more * scan.length);
    file.put(jpeg, 0, jpeg.length - 2);
    for (int i = 0; i < more; i++) {
      file.put(scan);
    }
    return file.put(jpeg, jpeg.length - 2, 2).flip();
  }

  @Test
  void png_withDamagedPixelsIsRefused() {
    byte[] png = TestImages.encoded("png", WIDTH, HEIGHT);
    assertRefused(Refusal.BROKEN, png, file -> file[file.length - 20] ^= 1);
  }

  @Test
  void tiff_ofFloatsIsRefused() {
    ByteBuffer tiff = tiff(100, 100, 32, 0);
    assertThatExceptionOfType(BadImageException.class)
        .isThrownBy(() -> ImageHeaders.read(tiff))
        .withMessageContaining("samples of 32 bits; allowed: unsigned integers of up to 16 bits");
  }

  /** A decoder makes room for a tile. */
  @Test
  void tiff_hasTheSizeOfItsTiles() {
    ImageHeader header = ImageHeaders.read(tiff(10, 10, 8, 100_000));
    assertThat(header.width()).isEqualTo(10);
    assertThat(header.workPixels()).isEqualTo(1_000_000);
  }

  /** Of one strip with a byte, so big-endian that nobody writes it. */
  private static ByteBuffer tiff(int width, int height, int bits, int tileWidth) {
    int[][] entries = {
      {256, width}, {257, height}, {258, bits}, {273, 8}, {279, 1}, {322, tileWidth},
    };
    ByteBuffer tiff = ByteBuffer.allocate(200);
    tiff.put("MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(10).putShort((short) 0);
    tiff.putShort((short) entries.length);
    for (int[] entry : entries) {
      tiff.putShort((short) entry[0]).putShort((short) 4).putInt(1).putInt(entry[1]);
    }
    return tiff.putInt(0).flip();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GIF89a........................ | a GIF image",
        "....ftypheic.................. | HEIC, AVIF or a video",
        "%PDF-1.7 ..................... | a PDF",
        "<svg xmlns='................'> | SVG or XML",
        "hello, world                   | unknown",
      })
  void format_namesWhatIsNoImage(String bytes, String name) {
    assertThatExceptionOfType(BadImageException.class)
        .isThrownBy(() -> ImageHeaders.format(StandardCharsets.US_ASCII.encode(bytes)))
        .withMessage("The bytes are " + name + ", not a JPEG, PNG, WebP, BMP or TIFF image");
  }

  @Test
  void format_saysThatThereAreNoBytes() {
    assertThatExceptionOfType(BadImageException.class)
        .isThrownBy(() -> ImageHeaders.format(ByteBuffer.allocate(0)))
        .withMessage("The image has no bytes");
  }

  @ParameterizedTest
  @CsvSource({"4,3,35", "4,3,37", "0,3,0", "-4,-3,36", "65536,65536,0"})
  void rawFrame_needsExactlyItsBytes(int width, int height, int bytes) {
    RawFrame frame = new RawFrame(RawFrame.Samples.BGR, width, height);
    assertThatExceptionOfType(BadImageException.class)
        .isThrownBy(() -> ImageHeaders.read(ByteBuffer.allocate(bytes), frame))
        .satisfies(bad -> assertThat(bad.refusal()).isEqualTo(Refusal.WRONG_RAW_SIZE))
        .withMessageContaining("were given");
  }

  private static void assertRefused(Refusal refusal, byte[] file, Consumer<byte[]> damage) {
    damage.accept(file);
    assertThatExceptionOfType(BadImageException.class)
        .isThrownBy(() -> ImageHeaders.read(ByteBuffer.wrap(file)))
        .satisfies(bad -> assertThat(bad.refusal()).isEqualTo(refusal));
  }
}
