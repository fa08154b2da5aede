package dev.visionlog.client;

import dev.visionlog.client.internal.entry.Pixels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The image that a prediction is about: an image file's bytes, or a raw frame. Immutable: what the
 * caller hands over is copied, and may be used again at once. At most {@value #MAX_BYTES} bytes.
 *
 * <p>The server keeps a JPEG as it is. It encodes everything else as JPEG, so a caller who has one
 * saves the network and the server work by sending it.
 */
public final class Image {
  /** The most bytes that an image may have: 16 MiB. */
  public static final int MAX_BYTES = 16 << 20;

  private final byte[] bytes;
  private final Optional<PixelFormat> pixels;
  private final int width;
  private final int height;

  /** Takes over the bytes. */
  private Image(byte[] bytes, Optional<PixelFormat> pixels, int width, int height) {
    this.bytes = bytes;
    this.pixels = pixels;
    this.width = width;
    this.height = height;
  }

  /**
   * The bytes of an image file: JPEG, PNG, WebP, BMP or TIFF. What they are is for the server to
   * find out.
   *
   * @throws IllegalArgumentException if there are none, or too many
   */
  public static Image encoded(byte[] file) {
    checkSize(file.length);
    return new Image(file.clone(), Optional.empty(), 0, 0);
  }

  /**
   * As {@link #encoded(byte[])}: the bytes between the buffer's position and its limit, neither of
   * which is moved.
   */
  public static Image encoded(ByteBuffer file) {
    checkSize(file.remaining());
    return new Image(copy(file), Optional.empty(), 0, 0);
  }

  /**
   * As {@link #encoded(byte[])}, read from a file now, on the caller's thread.
   *
   * @throws IOException if it cannot be read
   */
  public static Image encoded(Path file) throws IOException {
    checkSize(Files.size(file));
    byte[] read = Files.readAllBytes(file);
    checkSize(read.length);
    return new Image(read, Optional.empty(), 0, 0);
  }

  /**
   * A raw frame.
   *
   * @param frame its {@code width * height * format.bytesPerPixel()} bytes
   * @throws IllegalArgumentException if that is not what there is, or it is too much
   */
  public static Image raw(byte[] frame, PixelFormat format, int width, int height) {
    checkFrame(frame.length, format, width, height);
    return new Image(frame.clone(), Optional.of(format), width, height);
  }

  /**
   * As {@link #raw(byte[], PixelFormat, int, int)}: the bytes between the buffer's position and its
   * limit, neither of which is moved.
   */
  public static Image raw(ByteBuffer frame, PixelFormat format, int width, int height) {
    checkFrame(frame.remaining(), format, width, height);
    return new Image(copy(frame), Optional.of(format), width, height);
  }

  /**
   * What Java has painted or read, as a raw frame: {@link PixelFormat#GRAY} if it is of the type
   * {@code TYPE_BYTE_GRAY}, else {@link PixelFormat#BGR}. What is transparent becomes black.
   *
   * @throws IllegalArgumentException if it is too large
   */
  public static Image of(BufferedImage image) {
    PixelFormat format =
        image.getType() == BufferedImage.TYPE_BYTE_GRAY ? PixelFormat.GRAY : PixelFormat.BGR;
    checkSize((long) image.getWidth() * image.getHeight() * format.bytesPerPixel());
    byte[] frame = Pixels.copy(image);
    return new Image(frame, Optional.of(format), image.getWidth(), image.getHeight());
  }

  private static byte[] copy(ByteBuffer from) {
    byte[] copy = new byte[from.remaining()];
    from.duplicate().get(copy);
    return copy;
  }

  private static void checkFrame(int bytes, PixelFormat format, int width, int height) {
    Objects.requireNonNull(format, "format");
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "Invalid size " + width + " x " + height + ". Must be at least 1 x 1");
    }
    long needed = (long) width * height * format.bytesPerPixel();
    if (bytes != needed) {
      throw new IllegalArgumentException(
          "Invalid frame of %,d bytes. %d x %d pixels of %s are %,d bytes"
              .formatted(bytes, width, height, format, needed));
    }
    checkSize(needed);
  }

  private static void checkSize(long bytes) {
    if (bytes < 1 || bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "Invalid image of %,d bytes. Must have 1 to %,d: encode it, or make it smaller"
              .formatted(bytes, MAX_BYTES));
    }
  }

  /** What was handed over; read only. */
  public ByteBuffer data() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  public int sizeBytes() {
    return bytes.length;
  }

  /** How its pixels lie; empty if it is an image file. */
  public Optional<PixelFormat> pixelFormat() {
    return pixels;
  }

  /** In pixels; 0 if it is an image file. */
  public int width() {
    return width;
  }

  /** In pixels; 0 if it is an image file. */
  public int height() {
    return height;
  }

  @Override
  public String toString() {
    String what = pixels.map(format -> format + " " + width + " x " + height).orElse("file");
    return "Image[" + what + ", " + bytes.length + " bytes]";
  }
}
