package dev.visionlog.server.image.codec;

import java.util.HashMap;
import java.util.Map;

/**
 * Reads the first image of a TIFF: its size, the kind of its samples, and whether everything that
 * its directory points to is there.
 */
final class TiffHeader {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int STRIP_OFFSETS = 273;
  private static final int STRIP_LENGTHS = 279;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_LENGTHS = 325;
  private static final int SAMPLE_FORMAT = 339;

  private static final int ENTRY_LENGTH = 12;
  private static final int UNSIGNED = 1;
  private static final int MOST_BITS = 16;

  private final Bytes bytes;
  private final boolean big;
  private final Map<Integer, Entry> entries = new HashMap<>();

  /** A field of the directory: so many values of a type, at a place. */
  private record Entry(int type, long count, long at) {}

  private TiffHeader(Bytes bytes) {
    this.bytes = bytes;
    this.big = bytes.u8(0) == 'M';
  }

  static ImageHeader read(Bytes bytes) {
    return new TiffHeader(bytes).read();
  }

  private ImageHeader read() {
    if (u16(2) != 42) {
      throw BadImageException.unsupported(ImageFormat.TIFF, "the BigTIFF layout", "plain TIFF");
    }
    readDirectory(u32(4));
    checkSamples();
    requirePixels();
    long width = value(WIDTH, 0);
    long height = value(HEIGHT, 0);
    return ImageHeader.withRoom(
        ImageFormat.TIFF,
        width,
        height,
        Math.max(width, value(TILE_WIDTH, 0)),
        Math.max(height, value(TILE_HEIGHT, 0)));
  }

  private void readDirectory(long at) {
    int count = u16(at);
    bytes.require(at, 2 + (long) count * ENTRY_LENGTH);
    for (int i = 0; i < count; i++) {
      readEntry(at + 2 + (long) i * ENTRY_LENGTH);
    }
  }

  /** Decoders differ in which of two equal tags they follow, so there must not be two. */
  private void readEntry(long at) {
    int type = u16(at + 2);
    long count = u32(at + 4);
    long length = count * bytesOf(type);
    long place = length <= 4 ? at + 8 : u32(at + 8);
    bytes.require(place, length);
    if (entries.put(u16(at), new Entry(type, count, place)) != null) {
      throw BadImageException.broken(ImageFormat.TIFF, "tag " + u16(at) + " is there twice");
    }
  }

  private static int bytesOf(int type) {
    return switch (type) {
      case 3, 8 -> 2;
      case 4, 9, 11, 13 -> 4;
      case 5, 10, 12 -> 8;
      default -> 1;
    };
  }

  private void checkSamples() {
    Entry bits = entries.getOrDefault(BITS, new Entry(3, 0, 0));
    for (long i = 0; i < bits.count(); i++) {
      check(value(bits, i) <= MOST_BITS, "samples of " + value(bits, i) + " bits");
    }
    check(value(SAMPLE_FORMAT, UNSIGNED) == UNSIGNED, "samples that are not unsigned integers");
  }

  private static void check(boolean supported, String what) {
    if (!supported) {
      throw BadImageException.unsupported(
          ImageFormat.TIFF, what, "unsigned integers of up to 16 bits");
    }
  }

  private void requirePixels() {
    boolean tiled = entries.containsKey(TILE_OFFSETS);
    Entry offsets = entries.get(tiled ? TILE_OFFSETS : STRIP_OFFSETS);
    Entry lengths = entries.get(tiled ? TILE_LENGTHS : STRIP_LENGTHS);
    if (offsets == null || lengths == null || offsets.count() != lengths.count()) {
      throw BadImageException.broken(ImageFormat.TIFF, "it does not say where its pixels are");
    }
    for (long i = 0; i < offsets.count(); i++) {
      bytes.require(value(offsets, i), value(lengths, i));
    }
  }

  private long value(int tag, long otherwise) {
    Entry entry = entries.get(tag);
    return entry == null || entry.count() == 0 ? otherwise : value(entry, 0);
  }

  private long value(Entry entry, long index) {
    return switch (bytesOf(entry.type())) {
      case 1 -> bytes.u8(entry.at() + index);
      case 2 -> u16(entry.at() + 2 * index);
      default -> u32(entry.at() + (long) bytesOf(entry.type()) * index);
    };
  }

  private int u16(long at) {
    return big ? bytes.bigU16(at) : bytes.littleU16(at);
  }

  private long u32(long at) {
    return big ? bytes.bigU32(at) : bytes.littleU32(at);
  }
}
