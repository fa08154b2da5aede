package dev.visionlog.client.internal.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32C;

/** Keeps up to which number batches are acknowledged. It is either the old one or the new one. */
final class CursorFile {

  static final int BYTES = 16;
  private static final int MAGIC = 0x564C4331; // VLC1

  private final Path path;
  private final Path next;

  CursorFile(WriterFolder folder) {
    this.path = folder.cursor();
    this.next = folder.nextCursor();
  }

  /** The last acknowledged number; 0 if it is not known. Then batches are sent once more. */
  long read() {
    try {
      byte[] bytes = PrivateFiles.read(path, BYTES);
      return bytes.length == BYTES ? parse(bytes) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private static long parse(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    boolean whole = buffer.getInt(0) == MAGIC && buffer.getInt(BYTES - 4) == crc(bytes);
    return whole ? Math.max(0, buffer.getLong(4)) : 0;
  }

  /** Is durable when it returns. */
  void write(long number) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).putInt(MAGIC).putLong(number);
    bytes.putInt(crc(bytes.array()));
    PrivateFiles.createAnew(next);
    // Not a channel: an interrupt would close it.
    try (RandomAccessFile file = new RandomAccessFile(next.toFile(), "rw")) {
      file.write(bytes.array());
      file.getFD().sync();
    }
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    PrivateFiles.syncNameOf(path);
  }

  private static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, BYTES - 4);
    return (int) crc.getValue();
  }
}
