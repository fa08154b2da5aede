package dev.visionlog.server.image.codec;

import org.jspecify.annotations.Nullable;

/**
 * Reads a JPEG from its first marker to its last without decoding it: what is stored as it came has
 * to be whole. Bytes behind the end are allowed, since cameras put thumbnails and padding there.
 */
final class JpegHeader {
  private static final int START_OF_IMAGE = 0xd8;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_SCAN = 0xda;
  private static final int TEMPORARY = 0x01;
  private static final int FRAME_LENGTH = 8;

  /**
   * Encoders make about ten. Each makes a decoder go through all pixels, however few bytes it has,
   * so that a small file could keep it busy for hours.
   */
  private static final int MOST_SCANS = 50;

  private final Bytes bytes;
  private @Nullable ImageHeader header;
  private int scans;

  private JpegHeader(Bytes bytes) {
    this.bytes = bytes;
  }

  static ImageHeader read(Bytes bytes) {
    return new JpegHeader(bytes).walk();
  }

  private ImageHeader walk() {
    long at = 2;
    while (true) {
      at = markerAt(at);
      int marker = bytes.u8(at);
      at++;
      if (marker == END_OF_IMAGE) {
        return finished();
      }
      if (!standsAlone(marker)) {
        at = segment(marker, at);
      }
    }
  }

  /** Any number of 0xff may stand before a marker. */
  private long markerAt(long at) {
    if (bytes.u8(at) != 0xff) {
      throw broken("no marker at byte " + at);
    }
    long next = at;
    while (bytes.u8(next) == 0xff) {
      next++;
    }
    return next;
  }

  private static boolean standsAlone(int marker) {
    return isRestart(marker) || marker == TEMPORARY;
  }

  private static boolean isRestart(int marker) {
    return marker >= 0xd0 && marker <= 0xd7;
  }

  /** Returns where the next marker has to be. */
  private long segment(int marker, long at) {
    int length = bytes.bigU16(at);
    if (marker == 0 || marker == START_OF_IMAGE || length < 2) {
      throw broken("marker %02x at byte %d".formatted(marker, at - 1));
    }
    bytes.require(at, length);
    if (isFrame(marker)) {
      frame(marker, at, length);
    }
    return marker == START_OF_SCAN ? scan(at + length) : at + length;
  }

  /** All from 0xc0 to 0xcf but Huffman tables, an extension and arithmetic conditioning. */
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private void frame(int marker, long at, int length) {
    if (header != null || length < FRAME_LENGTH) {
      throw broken("it has two sizes, or half a one");
    }
    checkKind(marker, bytes.u8(at + 2), bytes.u8(at + 7));
    header = ImageHeader.of(ImageFormat.JPEG, bytes.bigU16(at + 5), bytes.bigU16(at + 3));
  }

  /** What every browser shows. */
  private static void checkKind(int marker, int bits, int components) {
    if (marker > 0xc2 || bits != 8 || (components != 1 && components != 3 && components != 4)) {
      throw BadImageException.unsupported(
          ImageFormat.JPEG,
          "kind SOF%d with %d samples of %d bits".formatted(marker - 0xc0, components, bits),
          "baseline, extended or progressive with 1, 3 or 4 samples of 8 bits");
    }
  }

  private long scan(long from) {
    if (header == null) {
      throw broken("its pixels come before its size");
    }
    scans++;
    if (scans > MOST_SCANS) {
      throw BadImageException.unsupported(
          ImageFormat.JPEG, "too many scans", "at most " + MOST_SCANS);
    }
    int at = bytes.indexOf(0xff, from);
    while (isPartOfScan(bytes.u8(at + 1L))) {
      at = bytes.indexOf(0xff, at + 1L);
    }
    return at;
  }

  private static boolean isPartOfScan(int afterFf) {
    return afterFf == 0 || afterFf == 0xff || isRestart(afterFf);
  }

  private ImageHeader finished() {
    if (header == null || scans == 0) {
      throw broken("it ends before its pixels");
    }
    return header;
  }

  private static BadImageException broken(String why) {
    return BadImageException.broken(ImageFormat.JPEG, why);
  }
}
