package dev.visionlog.server.image.codec;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** The bytes of an image of a format. To read behind the last one means that it is cut off. */
final class Bytes {
  private final ImageFormat format;
  private final ByteBuffer buffer;

  /** Of what remains in the buffer, whose position stays. */
  Bytes(ImageFormat format, ByteBuffer buffer) {
    this.format = format;
    this.buffer = buffer.slice();
  }

  int length() {
    return buffer.limit();
  }

  int u8(long at) {
    if (at < 0 || at >= buffer.limit()) {
      throw BadImageException.cutOff(format, buffer.limit());
    }
    return buffer.get((int) at) & 0xff;
  }

  int bigU16(long at) {
    return u8(at) << 8 | u8(at + 1);
  }

  int littleU16(long at) {
    return u8(at + 1) << 8 | u8(at);
  }

  long bigU32(long at) {
    return (long) bigU16(at) << 16 | bigU16(at + 2);
  }

  long littleU32(long at) {
    return (long) littleU16(at + 2) << 16 | littleU16(at);
  }

  int littleU24(long at) {
    return u8(at + 2) << 16 | littleU16(at);
  }

  /** Four letters. */
  String tag(long at) {
    char[] letters = {(char) u8(at), (char) u8(at + 1), (char) u8(at + 2), (char) u8(at + 3)};
    return String.valueOf(letters);
  }

  /** Where the value is next; cut off if it is nowhere. */
  int indexOf(int value, long from) {
    for (int at = (int) Math.min(from, buffer.limit()); at < buffer.limit(); at++) {
      if ((buffer.get(at) & 0xff) == value) {
        return at;
      }
    }
    throw BadImageException.cutOff(format, buffer.limit());
  }

  /** Cut off if not all of these are there. */
  void require(long at, long count) {
    if (at < 0 || count < 0 || at + count > buffer.limit()) {
      throw BadImageException.cutOff(format, buffer.limit());
    }
  }

  long crc32(int at, int count) {
    CRC32 crc = new CRC32();
    crc.update(buffer.slice(at, count));
    return crc.getValue();
  }
}
