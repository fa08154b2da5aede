package dev.visionlog.server.image;

import dev.visionlog.server.image.codec.ImageFormat;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * How images are stored.
 *
 * @param folder where; made if it is not there. Several servers may share it
 * @param byDate whether there is a folder for each UTC day
 * @param byResult whether images with and without a defect have folders of their own
 * @param jpegQuality for what is encoded, 1 to 100; a JPEG that comes is never encoded anew
 * @param mostBytes that an image may have as it comes
 * @param mostPixels that an image may have; looked at before it is decoded
 * @param formats that are taken
 * @param codecsAtOnce how many images are decoded or encoded at the same time, 1 to 64. Each may
 *     take 11 bytes a pixel outside the heap
 * @param writesAtOnce how many files are written at the same time, 1 to 64
 * @param minFreeBytes when less than this would be left on the disk, nothing is stored; 0 for no
 *     floor
 * @param thumbnailCacheBytes of thumbnails that are kept in memory; 0 for none
 */
public record ImageSettings(
    Path folder,
    boolean byDate,
    boolean byResult,
    int jpegQuality,
    long mostBytes,
    long mostPixels,
    Set<ImageFormat> formats,
    int codecsAtOnce,
    int writesAtOnce,
    long minFreeBytes,
    long thumbnailCacheBytes) {

  /** OpenCV takes no more. */
  private static final long MOST_PIXELS = 1L << 30;

  private static final int MOST_THREADS = 64;

  public ImageSettings {
    requireBetween("jpegQuality", jpegQuality, 1, 100);
    requireBetween("mostBytes", mostBytes, 1, Integer.MAX_VALUE);
    requireBetween("mostPixels", mostPixels, 1, MOST_PIXELS);
    requireBetween("codecsAtOnce", codecsAtOnce, 1, MOST_THREADS);
    requireBetween("writesAtOnce", writesAtOnce, 1, MOST_THREADS);
    requireBetween("minFreeBytes", minFreeBytes, 0, Long.MAX_VALUE);
    requireBetween("thumbnailCacheBytes", thumbnailCacheBytes, 0, Long.MAX_VALUE);
    formats = Set.copyOf(formats);
    if (formats.isEmpty()) {
      throw new IllegalArgumentException("formats must not be empty");
    }
  }

  /** All formats, 25 MiB, 50 megapixels, quality 95, two codecs, a floor of 256 MiB. */
  public static ImageSettings of(Path folder) {
    return new ImageSettings(
        folder,
        true,
        true,
        95,
        25L << 20,
        50_000_000,
        EnumSet.allOf(ImageFormat.class),
        2,
        8,
        256L << 20,
        16L << 20);
  }

  private static void requireBetween(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " is " + value + ", allowed are " + least + " to " + most);
    }
  }
}
