package dev.visionlog.client.internal.spool;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * What stands at the beginning of a segment.
 *
 * @param version of the format; others are not read
 * @param created when the file was made, in whole milliseconds
 */
record SegmentHeader(int version, UUID writerId, Instant created) {

  static final int BYTES = 36;
  static final int VERSION = 1;
  private static final int MAGIC = 0x564C5331; // VLS1

  /** Empty if it is damaged. */
  static Optional<SegmentHeader> parse(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (buffer.getInt(BYTES - 4) != crc(bytes) || buffer.getInt() != MAGIC) {
      return Optional.empty();
    }
    return Optional.of(
        new SegmentHeader(
            buffer.getInt(),
            new UUID(buffer.getLong(), buffer.getLong()),
            Instant.ofEpochMilli(buffer.getLong())));
  }

  byte[] toBytes() {
    ByteBuffer buffer = ByteBuffer.allocate(BYTES).putInt(MAGIC).putInt(version);
    buffer.putLong(writerId.getMostSignificantBits()).putLong(writerId.getLeastSignificantBits());
    buffer.putLong(created.toEpochMilli());
    buffer.putInt(crc(buffer.array()));
    return buffer.array();
  }

  private static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, BYTES - 4);
    return (int) crc.getValue();
  }
}
