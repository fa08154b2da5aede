package dev.visionlog.server.image.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.visionlog.server.model.Detection;
import dev.visionlog.server.testing.TestImages;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CodecTest {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 120;
  private static final int[] LEFT = {200, 60, 20};
  private static final int[] RIGHT = {20, 60, 200};

  @TempDir private Path folder;

  static Stream<Arguments> colourImages() {
    return Stream.of(
        Arguments.of("PNG", TestImages.encoded("png", WIDTH, HEIGHT)),
        Arguments.of("BMP", TestImages.encoded("bmp", WIDTH, HEIGHT)),
        Arguments.of("TIFF", TestImages.encoded("tiff", WIDTH, HEIGHT)),
        Arguments.of(
            "PNG with a palette",
            TestImages.encoded("png", WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED)),
        Arguments.of("PNG of 16 bits", TestImages.sixteenBits("png", WIDTH, HEIGHT, false)),
        Arguments.of("TIFF of 16 bits", TestImages.sixteenBits("tiff", WIDTH, HEIGHT, false)),
        Arguments.of("WebP, lossy", TestImages.resource("lossy.webp")),
        Arguments.of("WebP, lossless", TestImages.resource("lossless.webp")),
        Arguments.of("WebP, animated", TestImages.resource("animated.webp")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("colourImages")
  void encode_keepsColours(String name, byte[] image) {
    TestImages.assertHalves(encode(image), TestImages.LEFT, TestImages.RIGHT);
  }

  static Stream<Arguments> transparentImages() {
    return Stream.of(
        Arguments.of("PNG", TestImages.transparentPng(WIDTH, HEIGHT)),
        Arguments.of("PNG of 16 bits", TestImages.sixteenBits("png", WIDTH, HEIGHT, true)),
        Arguments.of("WebP", TestImages.resource("alpha.webp")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("transparentImages")
  void encode_putsTransparentPixelsOnWhite(String name, byte[] image) {
    TestImages.assertHalves(encode(image), TestImages.LEFT, Color.WHITE);
  }

  @Test
  void encode_keepsGray() {
    byte[] eight = TestImages.encoded("png", WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    byte[] sixteen = TestImages.encoded("png", WIDTH, HEIGHT, BufferedImage.TYPE_USHORT_GRAY);
    byte[] two = TestImages.encoded("png", WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY);
    assertThat(encode(eight).getRaster().getNumBands()).isEqualTo(1);
    assertThat(encode(sixteen).getRaster().getNumBands()).isEqualTo(1);
    assertThat(encode(two).getWidth()).isEqualTo(WIDTH);
    int expected = TestImages.decode(eight).getRaster().getSample(5, 5, 0);
    assertThat(encode(eight).getRaster().getSample(5, 5, 0)).isBetween(expected - 3, expected + 3);
    assertThat(encode(sixteen).getRaster().getSample(5, 5, 0))
        .isBetween(expected - 3, expected + 3);
  }

  @ParameterizedTest
  @EnumSource
  void encode_readsRawFrames(RawFrame.Samples samples) {
    int[] left = samples(samples, LEFT);
    int[] right = samples(samples, RIGHT);
    ByteBuffer pixels = TestImages.raw(WIDTH, HEIGHT, left, right).asReadOnlyBuffer();
    RawFrame frame = new RawFrame(samples, WIDTH, HEIGHT);
    BufferedImage image = encode(pixels, ImageHeaders.read(pixels, frame), frame);
    if (samples == RawFrame.Samples.GRAY) {
      assertThat(image.getRaster().getSample(5, 5, 0)).isBetween(197, 203);
    } else {
      TestImages.assertHalves(image, TestImages.LEFT, TestImages.RIGHT);
    }
    assertThat(pixels.position()).isZero();
  }

  private static int[] samples(RawFrame.Samples order, int[] rgb) {
    return switch (order) {
      case RGB -> rgb;
      case BGR -> new int[] {rgb[2], rgb[1], rgb[0]};
      case GRAY -> new int[] {rgb[0]};
    };
  }

  /** The header is fine, what follows is not; a decoder that crashes would end the tests. */
  @Test
  void encode_refusesOrTakesWhatIsDamaged() {
    for (byte[] image :
        List.of(
            TestImages.encoded("tiff", 40, 30),
            TestImages.encoded("bmp", 40, 30),
            TestImages.resource("lossy.webp"),
            TestImages.resource("lossless.webp"),
            TestImages.resource("alpha.webp"))) {
      for (int at = 0; at < image.length; at += 1 + image.length / 200) {
        byte[] damaged = image.clone();
        damaged[at] ^= 0x55;
        encodeOrRefuse(damaged);
      }
    }
  }

  private static void encodeOrRefuse(byte[] image) {
    try {
      ImageHeader header = ImageHeaders.read(ByteBuffer.wrap(image));
      header.checkPixels(10_000_000);
      encode(ByteBuffer.wrap(image), header, null);
    } catch (BadImageException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }

  @Test
  void encode_refusesPixelsThatCannotBeDecoded() {
    byte[] webp = TestImages.resource("lossless.webp");
    Arrays.fill(webp, 26, webp.length, (byte) 0xff);
    assertThatExceptionOfType(BadImageException.class)
        .isThrownBy(() -> encode(webp))
        .withMessage("The WebP image is broken: it cannot be decoded");
  }

  @Test
  void thumbnail_isNotLongerThanWanted() throws Exception {
    try (FileChannel file = file(TestImages.jpeg(1600, 1200))) {
      BufferedImage small = TestImages.decode(codec().thumbnail(file, 300, List.of()));
      assertThat(small.getWidth()).isEqualTo(300);
      assertThat(small.getHeight()).isEqualTo(225);
      TestImages.assertHalves(small, TestImages.LEFT, TestImages.RIGHT);
    }
  }

  @Test
  void thumbnail_isNotLargerThanTheImage() throws Exception {
    try (FileChannel file = file(TestImages.jpeg(WIDTH, HEIGHT))) {
      BufferedImage small = TestImages.decode(codec().thumbnail(file, 300, List.of()));
      assertThat(small.getWidth()).isEqualTo(WIDTH);
    }
  }

  @Test
  void thumbnail_ofALineHasAPixelAtLeast() throws Exception {
    try (FileChannel file = file(TestImages.jpeg(4000, 2))) {
      BufferedImage small = TestImages.decode(codec().thumbnail(file, 16, List.of()));
      assertThat(small.getWidth()).isEqualTo(16);
      assertThat(small.getHeight()).isEqualTo(1);
    }
  }

  @Test
  void annotated_drawsBoxesWhereTheyAre() throws Exception {
    Detection box = new Detection("person", 0.9, new Detection.Box(40, 60, 100, 100));
    try (FileChannel file = file(TestImages.jpeg(WIDTH, HEIGHT))) {
      BufferedImage drawn = TestImages.decode(codec().annotated(file, List.of(box)));
      assertThat(drawn.getWidth()).isEqualTo(WIDTH);
      assertDiffers(drawn, 40, 80);
      assertDiffers(drawn, 100, 80);
      TestImages.assertHalves(
          drawn.getSubimage(0, 105, WIDTH, 15), TestImages.LEFT, TestImages.RIGHT);
      TestImages.assertHalves(drawn.getSubimage(60, 66, 40, 30), TestImages.LEFT, TestImages.RIGHT);
    }
  }

  private static void assertDiffers(BufferedImage image, int x, int y) {
    Color before = x < WIDTH / 2 ? TestImages.LEFT : TestImages.RIGHT;
    Color colour = new Color(image.getRGB(x, y));
    int distance =
        Math.abs(colour.getRed() - before.getRed()) + Math.abs(colour.getBlue() - before.getBlue());
    assertThat(distance).isGreaterThan(60);
  }

  @Test
  void annotated_survivesStrangeDetections() throws Exception {
    double big = Double.MAX_VALUE;
    List<Detection> strange =
        List.of(
            new Detection("", null, new Detection.Box(0, 0, 0, 0)),
            new Detection("刮痕 größer \0\n😀", 1e300, new Detection.Box(-big, -big, big, big)),
            new Detection("x".repeat(100_000), 0.5, new Detection.Box(150, 110, 900, 900)),
            new Detection("nan", Double.NaN, new Detection.Box(Double.NaN, 0, 5, 5)),
            new Detection("turned", 0.1, new Detection.Box(100, 100, 20, 20)),
            new Detection("nowhere", 0.1, null));
    try (FileChannel file = file(TestImages.jpeg(WIDTH, HEIGHT))) {
      assertThat(TestImages.decode(codec().annotated(file, strange)).getHeight()).isEqualTo(HEIGHT);
    }
    try (FileChannel file = file(TestImages.jpeg(2, 2))) {
      assertThat(TestImages.decode(codec().annotated(file, strange)).getHeight()).isEqualTo(2);
    }
  }

  @Test
  void plain_leavesOnlyLettersThatTheFontHas() {
    assertThat(BoxPainter.plain("Fahrräder größer 刮")).isEqualTo("Fahrrader gro?er ?");
  }

  /** A frame here is 0.9 MB: hundreds that leak cannot be overlooked. */
  @Test
  void encode_givesItsMemoryBack() {
    ByteBuffer pixels = TestImages.raw(640, 480, LEFT, RIGHT);
    RawFrame frame = new RawFrame(RawFrame.Samples.RGB, 640, 480);
    byte[] png = TestImages.transparentPng(640, 480);
    byte[] broken = TestImages.resource("lossless.webp");
    Arrays.fill(broken, 26, broken.length, (byte) 0xff);
    work(50, pixels, frame, png, broken);
    long before = Pointer.physicalBytes();
    work(400, pixels, frame, png, broken);
    assertThat(Pointer.physicalBytes() - before).isLessThan(150L << 20);
  }

  private static void work(int rounds, ByteBuffer pixels, RawFrame frame, byte[] png, byte[] bad) {
    ImageHeader rawHeader = ImageHeaders.read(pixels, frame);
    ImageHeader pngHeader = ImageHeaders.read(ByteBuffer.wrap(png));
    Codec codec = codec();
    IntStream.range(0, rounds)
        .forEach(
            i -> {
              codec.encode(pixels, rawHeader, frame, 80).close();
              codec.encode(ByteBuffer.wrap(png), pngHeader, null, 80).close();
              assertThatExceptionOfType(BadImageException.class).isThrownBy(() -> encode(bad));
            });
  }

  private static BufferedImage encode(byte[] image) {
    ByteBuffer bytes = ByteBuffer.wrap(image);
    return encode(bytes, ImageHeaders.read(bytes), null);
  }

  private static BufferedImage encode(
      ByteBuffer bytes, ImageHeader header, @Nullable RawFrame frame) {
    try (EncodedImage jpeg = codec().encode(bytes, header, frame, 95)) {
      return TestImages.decode(jpeg.toArray());
    }
  }

  private FileChannel file(byte[] image) throws Exception {
    return FileChannel.open(Files.write(folder.resolve("image.jpg"), image));
  }

  private static Codec codec() {
    return new Codec(2, Path.of("target", "opencv"));
  }
}
