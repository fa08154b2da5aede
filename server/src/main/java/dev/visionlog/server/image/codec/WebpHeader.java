package dev.visionlog.server.image.codec;

/** Reads a WebP's size from whichever of its three kinds of chunk comes first. */
final class WebpHeader {
  private static final int FIRST_CHUNK = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int MASK_14_BITS = 0x3fff;

  private WebpHeader() {}

  static ImageHeader read(Bytes bytes) {
    long end = CHUNK_HEADER + bytes.littleU32(4);
    bytes.require(0, end);
    ImageHeader header = readFirst(bytes);
    checkChunks(bytes, end);
    return header;
  }

  private static ImageHeader readFirst(Bytes bytes) {
    long data = FIRST_CHUNK + CHUNK_HEADER;
    String kind = bytes.tag(FIRST_CHUNK);
    return switch (kind) {
      case "VP8 " -> lossy(bytes, data);
      case "VP8L" -> lossless(bytes, data);
      case "VP8X" -> size(bytes.littleU24(data + 4) + 1, bytes.littleU24(data + 7) + 1);
      default -> throw broken("it begins with a chunk that is none of VP8, VP8L, VP8X");
    };
  }

  private static ImageHeader lossy(Bytes bytes, long data) {
    boolean keyFrame = (bytes.u8(data) & 1) == 0;
    if (!keyFrame || bytes.littleU24(data + 3) != 0x2a019d) {
      throw broken("its frame has no beginning");
    }
    return size(bytes.littleU16(data + 6) & MASK_14_BITS, bytes.littleU16(data + 8) & MASK_14_BITS);
  }

  private static ImageHeader lossless(Bytes bytes, long data) {
    if (bytes.u8(data) != 0x2f) {
      throw broken("its frame has no beginning");
    }
    long bits = bytes.littleU32(data + 1);
    return size((int) (bits & MASK_14_BITS) + 1, (int) (bits >> 14 & MASK_14_BITS) + 1);
  }

  private static void checkChunks(Bytes bytes, long end) {
    boolean pixels = false;
    long at = FIRST_CHUNK;
    while (at + CHUNK_HEADER <= end) {
      long length = bytes.littleU32(at + 4);
      if (at + CHUNK_HEADER + length > end) {
        throw broken("a chunk is longer than the image");
      }
      pixels |= holdsPixels(bytes.tag(at));
      at += CHUNK_HEADER + length + (length & 1);
    }
    if (!pixels) {
      throw broken("it has no pixels");
    }
  }

  private static boolean holdsPixels(String chunk) {
    return chunk.equals("VP8 ") || chunk.equals("VP8L") || chunk.equals("ANMF");
  }

  private static ImageHeader size(int width, int height) {
    return ImageHeader.of(ImageFormat.WEBP, width, height);
  }

  private static BadImageException broken(String why) {
    return BadImageException.broken(ImageFormat.WEBP, why);
  }
}
