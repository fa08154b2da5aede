package dev.visionlog.server.image.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds out what bytes are, how large the image is and whether it is all there, without decoding
 * anything. Takes memory for nothing but the answer.
 */
public final class ImageHeaders {
  private static final int MOST_OF_SIGNATURE = 16;
  private static final String JPEG_START = "\u00ff\u00d8\u00ff";

  private ImageHeaders() {}

  /**
   * The format that the first bytes say.
   *
   * @throws BadImageException if they say none that is known
   */
  public static ImageFormat format(ByteBuffer image) {
    return detect(image).orElseThrow(() -> unknown(image));
  }

  /**
   * Of what remains in the buffer, whose position stays.
   *
   * @throws BadImageException if it is cut off, broken or of a kind that is not supported
   */
  public static ImageHeader read(ByteBuffer image) {
    ImageFormat format = format(image);
    Bytes bytes = new Bytes(format, image);
    return switch (format) {
      case JPEG -> JpegHeader.read(bytes);
      case PNG -> PngHeader.read(bytes);
      case WEBP -> WebpHeader.read(bytes);
      case BMP -> BmpHeader.read(bytes);
      case TIFF -> TiffHeader.read(bytes);
      case RAW -> throw new IllegalStateException("A raw frame has no header");
    };
  }

  /**
   * Of a raw frame.
   *
   * @throws BadImageException if the bytes do not make the frame
   */
  public static ImageHeader read(ByteBuffer pixels, RawFrame frame) {
    if (frame.bytes() == 0 || frame.bytes() != pixels.remaining()) {
      throw new BadImageException(
          Refusal.WRONG_RAW_SIZE,
          String.format(
              Locale.ROOT,
              "A raw %s frame of %d×%d pixels has %,d bytes, but %,d were given",
              frame.samples(),
              frame.width(),
              frame.height(),
              frame.bytes(),
              pixels.remaining()));
    }
    return ImageHeader.of(ImageFormat.RAW, frame.width(), frame.height());
  }

  /** Whether it says that it is one. */
  public static boolean isJpeg(ByteBuffer image) {
    return start(image).startsWith(JPEG_START);
  }

  private static Optional<ImageFormat> detect(ByteBuffer image) {
    String start = start(image);
    if (start.startsWith(JPEG_START)) {
      return Optional.of(ImageFormat.JPEG);
    }
    if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
      return Optional.of(ImageFormat.PNG);
    }
    if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
      return Optional.of(ImageFormat.WEBP);
    }
    if (start.startsWith("II*\0") || start.startsWith("MM\0*") || isBigTiff(start)) {
      return Optional.of(ImageFormat.TIFF);
    }
    return start.startsWith("BM") && BmpHeader.isOne(new Bytes(ImageFormat.BMP, image))
        ? Optional.of(ImageFormat.BMP)
        : Optional.empty();
  }

  private static boolean isBigTiff(String start) {
    return start.startsWith("II+\0") || start.startsWith("MM\0+");
  }

  private static BadImageException unknown(ByteBuffer image) {
    return new BadImageException(
        Refusal.UNKNOWN_FORMAT,
        image.hasRemaining()
            ? "The bytes are " + nameOf(start(image)) + ", not a JPEG, PNG, WebP, BMP or TIFF image"
            : "The image has no bytes");
  }

  /** What people send by mistake, for the message. */
  private static String nameOf(String start) {
    if (start.startsWith("GIF8")) {
      return "a GIF image";
    }
    if (start.startsWith("ftyp", 4)) {
      return "HEIC, AVIF or a video";
    }
    if (start.startsWith("%PDF")) {
      return "a PDF";
    }
    return start.startsWith("<svg") || start.startsWith("<?xml") ? "SVG or XML" : "unknown";
  }

  private static String start(ByteBuffer image) {
    byte[] first = new byte[Math.min(MOST_OF_SIGNATURE, image.remaining())];
    image.get(image.position(), first);
    return new String(first, StandardCharsets.ISO_8859_1);
  }
}
