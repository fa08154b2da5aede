package dev.visionlog.client.internal.spool;

import dev.visionlog.client.internal.Batch;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What stands before a batch in a segment: {@code length | crc32c | number | entries}, big endian.
 *
 * @param length the bytes after the CRC: number, entries and body
 * @param crc of these bytes
 */
record FrameHeader(int length, int crc, long number, int entries) {

  static final int BYTES = 20;

  /** Length and CRC, which the CRC does not cover. */
  static final int UNCOVERED_BYTES = 8;

  static final int MAX_BODY_BYTES = 64 << 20;
  private static final int MIN_LENGTH = BYTES - UNCOVERED_BYTES;

  /** Null if such a length is never written. */
  static @Nullable FrameHeader parse(ByteBuffer bytes) {
    FrameHeader header =
        new FrameHeader(bytes.getInt(), bytes.getInt(), bytes.getLong(), bytes.getInt());
    boolean possible = header.length >= MIN_LENGTH && header.length <= MIN_LENGTH + MAX_BODY_BYTES;
    return possible ? header : null;
  }

  static int frameBytes(Batch batch) {
    return BYTES + batch.body().length;
  }

  /** Writes the whole frame of a batch to the beginning of an array. */
  static void write(Batch batch, byte[] target) {
    int frameBytes = frameBytes(batch);
    ByteBuffer frame = ByteBuffer.wrap(target, 0, frameBytes);
    frame.putInt(frameBytes - UNCOVERED_BYTES).putInt(0);
    frame.putLong(batch.number()).putInt(batch.entries()).put(batch.body());
    CRC32C crc = new CRC32C();
    crc.update(target, UNCOVERED_BYTES, frameBytes - UNCOVERED_BYTES);
    frame.putInt(4, (int) crc.getValue());
  }

  /** Of the whole frame. */
  long frameBytes() {
    return UNCOVERED_BYTES + (long) length;
  }

  int bodyBytes() {
    return length - MIN_LENGTH;
  }

  /** Whether it can have been written by us, if its CRC is right. */
  boolean makesSense() {
    return number > 0 && entries >= 0;
  }
}
