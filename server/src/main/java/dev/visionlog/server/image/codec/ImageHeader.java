package dev.visionlog.server.image.codec;

import java.util.Locale;

/**
 * What an image says of itself, before it is decoded.
 *
 * @param width in pixels, 1 or more; as stored, before any EXIF orientation
 * @param height in pixels, 1 or more
 * @param workPixels how many pixels a decoder has to have room for: more than it shows where a TIFF
 *     has tiles that are larger than the image
 */
public record ImageHeader(ImageFormat format, int width, int height, long workPixels) {

  public ImageHeader {
    if (width <= 0 || height <= 0) {
      throw BadImageException.broken(format, "its size is " + width + "×" + height);
    }
  }

  static ImageHeader of(ImageFormat format, long width, long height) {
    return withRoom(format, width, height, width, height);
  }

  static ImageHeader withRoom(
      ImageFormat format, long width, long height, long roomWidth, long roomHeight) {
    if (Math.max(roomWidth, roomHeight) > Integer.MAX_VALUE) {
      throw BadImageException.broken(format, "its size is " + width + "×" + height);
    }
    return new ImageHeader(format, (int) width, (int) height, roomWidth * roomHeight);
  }

  /** Refuses an image with more pixels than these. */
  public void checkPixels(long most) {
    if (workPixels > most) {
      throw new BadImageException(
          Refusal.TOO_MANY_PIXELS,
          String.format(
              Locale.ROOT,
              "The image has %d×%d pixels; at most %,d in all are allowed",
              width,
              height,
              most));
    }
  }
}
