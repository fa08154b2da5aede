package dev.visionlog.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Random;
import javax.imageio.ImageIO;

/** Images for tests: red on the left, blue on the right; and what they must look like again. */
public final class TestImages {
  public static final Color LEFT = new Color(200, 60, 20);
  public static final Color RIGHT = new Color(20, 60, 200);
  private static final int TOLERANCE = 30;

  private TestImages() {}

  /** By a format's name in ImageIO: jpg, png, bmp, tiff. */
  public static byte[] encoded(String format, int width, int height) {
    return encode(format, paint(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB)));
  }

  public static byte[] jpeg(int width, int height) {
    return encoded("jpg", width, height);
  }

  /** Noise that differs with the seed, of about half a byte a pixel. */
  public static byte[] noise(int width, int height, long seed) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(seed);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    return encode("jpg", image);
  }

  /** Of one of BufferedImage's types. */
  public static byte[] encoded(String format, int width, int height, int type) {
    return encode(format, paint(new BufferedImage(width, height, type)));
  }

  /** Sixteen bits for each of red, green, blue; with alpha, the right half is transparent. */
  public static byte[] sixteenBits(String format, int width, int height, boolean alpha) {
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            alpha,
            false,
            alpha ? ComponentColorModel.TRANSLUCENT : ComponentColorModel.OPAQUE,
            DataBuffer.TYPE_USHORT);
    WritableRaster raster = model.createCompatibleWritableRaster(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean left = x < width / 2;
        Color colour = left ? LEFT : RIGHT;
        int[] samples = {
          colour.getRed() * 257, colour.getGreen() * 257, colour.getBlue() * 257, left ? 65535 : 0
        };
        raster.setPixel(x, y, samples);
      }
    }
    return encode(format, new BufferedImage(model, raster, false, null));
  }

  /** Eight bits, red on the left; the right half is blue and transparent. */
  public static byte[] transparentPng(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean left = x < width / 2;
        image.setRGB(x, y, left ? LEFT.getRGB() : RIGHT.getRGB() & 0xffffff);
      }
    }
    return encode("png", image);
  }

  /** A raw frame: the samples of each half's pixels in their order. */
  public static ByteBuffer raw(int width, int height, int[] left, int[] right) {
    ByteBuffer pixels = ByteBuffer.allocate(width * height * left.length);
    for (int i = 0; i < width * height; i++) {
      for (int sample : i % width < width / 2 ? left : right) {
        pixels.put((byte) sample);
      }
    }
    return pixels.flip();
  }

  /** A file of the tests' resources. */
  public static byte[] resource(String name) {
    try (InputStream in = TestImages.class.getResourceAsStream("/images/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  public static BufferedImage decode(byte[] image) {
    try {
      return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(image)));
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  /** Both halves look about like this. */
  public static void assertHalves(BufferedImage image, Color left, Color right) {
    assertColour(image, image.getWidth() / 4, left);
    assertColour(image, image.getWidth() * 3 / 4, right);
  }

  private static void assertColour(BufferedImage image, int x, Color expected) {
    Color colour = new Color(image.getRGB(x, image.getHeight() / 2));
    int distance =
        Math.max(
            Math.abs(colour.getRed() - expected.getRed()),
            Math.max(
                Math.abs(colour.getGreen() - expected.getGreen()),
                Math.abs(colour.getBlue() - expected.getBlue())));
    assertThat(distance).as("%s instead of %s", colour, expected).isLessThan(TOLERANCE);
  }

  private static BufferedImage paint(BufferedImage image) {
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(LEFT);
    graphics.fillRect(0, 0, image.getWidth() / 2, image.getHeight());
    graphics.setColor(RIGHT);
    graphics.fillRect(image.getWidth() / 2, 0, image.getWidth(), image.getHeight());
    graphics.dispose();
    return image;
  }

  private static byte[] encode(String format, BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      assertThat(ImageIO.write(image, format, out)).as(format).isTrue();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
    return out.toByteArray();
  }
}
