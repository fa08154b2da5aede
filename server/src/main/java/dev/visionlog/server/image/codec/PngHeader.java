package dev.visionlog.server.image.codec;

/** Reads a PNG's size, and sees that its chunks are all there and those that matter unharmed. */
final class PngHeader {
  private static final int SIGNATURE = 8;
  private static final int AROUND_DATA = 12;

  private PngHeader() {}

  static ImageHeader read(Bytes bytes) {
    if (!bytes.tag(SIGNATURE + 4).equals("IHDR") || bytes.bigU32(SIGNATURE) != 13) {
      throw broken("it does not begin with its size");
    }
    ImageHeader header =
        ImageHeader.of(ImageFormat.PNG, bytes.bigU32(SIGNATURE + 8), bytes.bigU32(SIGNATURE + 12));
    checkChunks(bytes);
    return header;
  }

  private static void checkChunks(Bytes bytes) {
    long at = SIGNATURE;
    int pixels = 0;
    String name;
    do {
      long length = bytes.bigU32(at);
      bytes.require(at, AROUND_DATA + length);
      name = bytes.tag(at + 4);
      checkChunk(bytes, name, (int) at, (int) length);
      pixels += name.equals("IDAT") ? 1 : 0;
      at += AROUND_DATA + length;
    } while (!name.equals("IEND"));
    if (pixels == 0) {
      throw broken("it has no pixels");
    }
  }

  private static void checkChunk(Bytes bytes, String name, int at, int length) {
    if (name.equals("IHDR") && at != SIGNATURE) {
      throw broken("it has two sizes");
    }
    if (isCritical(name) && bytes.crc32(at + 4, length + 4) != bytes.bigU32(at + 8L + length)) {
      throw broken("the checksum of " + name + " at byte " + at + " is wrong");
    }
  }

  private static boolean isCritical(String name) {
    return Character.isUpperCase(name.charAt(0));
  }

  private static BadImageException broken(String why) {
    return BadImageException.broken(ImageFormat.PNG, why);
  }
}
