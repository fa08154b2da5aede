package dev.visionlog.server.image.codec;

import java.util.Set;

/** Reads a BMP's size, and sees that all of its pixels are there. */
final class BmpHeader {
  private static final int HEADER = 14;
  private static final int OLD_HEADER_LENGTH = 12;

  /** Of OS/2 1, Windows 3, its two extensions, OS/2 2, Windows 4 and 5. */
  private static final Set<Long> HEADER_LENGTHS = Set.of(12L, 40L, 52L, 56L, 64L, 108L, 124L);

  private static final int RLE_8 = 1;
  private static final int RLE_4 = 2;
  private static final int BIT_FIELDS = 3;

  private BmpHeader() {}

  /** Whether it is one: two letters alone say little. */
  static boolean isOne(Bytes bytes) {
    return bytes.length() >= HEADER + 4 && HEADER_LENGTHS.contains(bytes.littleU32(HEADER));
  }

  static ImageHeader read(Bytes bytes) {
    return bytes.littleU32(HEADER) == OLD_HEADER_LENGTH ? readOld(bytes) : readNew(bytes);
  }

  private static ImageHeader readOld(Bytes bytes) {
    ImageHeader header =
        ImageHeader.of(ImageFormat.BMP, bytes.littleU16(HEADER + 4), bytes.littleU16(HEADER + 6));
    requirePixels(bytes, header, bytes.littleU16(HEADER + 10));
    return header;
  }

  private static ImageHeader readNew(Bytes bytes) {
    long height = Math.abs((long) (int) bytes.littleU32(HEADER + 8));
    ImageHeader header = ImageHeader.of(ImageFormat.BMP, bytes.littleU32(HEADER + 4), height);
    int compression = (int) bytes.littleU32(HEADER + 16);
    switch (compression) {
      case 0, BIT_FIELDS -> requirePixels(bytes, header, bytes.littleU16(HEADER + 14));
      case RLE_8, RLE_4 -> requireRuns(bytes);
      default ->
          throw BadImageException.unsupported(
              ImageFormat.BMP, "compression " + compression, "none, bit fields, RLE (0 to 3)");
    }
    return header;
  }

  /** Rows begin at multiples of four bytes. */
  private static void requirePixels(Bytes bytes, ImageHeader header, int bits) {
    long row = ((long) header.width() * bits + 31) / 32 * 4;
    bytes.require(dataAt(bytes), row * header.height());
  }

  private static void requireRuns(Bytes bytes) {
    long length = bytes.littleU32(HEADER + 20);
    if (length == 0) {
      throw BadImageException.broken(ImageFormat.BMP, "it does not say how long its pixels are");
    }
    bytes.require(dataAt(bytes), length);
  }

  private static long dataAt(Bytes bytes) {
    return bytes.littleU32(10);
  }
}
