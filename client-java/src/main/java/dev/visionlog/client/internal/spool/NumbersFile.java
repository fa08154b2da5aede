package dev.visionlog.client.internal.spool;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Keeps the last number that a writer has used. It is written over in place at each batch and not
 * synced: that survives the end of the process, but not of the machine. So it also says in which
 * run of the machine it was written, and whether it was completed.
 */
final class NumbersFile implements Closeable {

  static final int BYTES = 36;
  private static final int MAGIC = 0x564C4E31; // VLN1
  private static final UUID NO_BOOT = new UUID(0, 0);

  private final Path path;
  private final RandomAccessFile file;
  private final UUID boot;
  private final ByteBuffer record = ByteBuffer.allocate(BYTES);

  private NumbersFile(Path path, RandomAccessFile file, UUID boot) {
    this.path = path;
    this.file = file;
    this.boot = boot;
  }

  /**
   * What the file says.
   *
   * @param closed whether the writer was closed, and the file synced, after its last number
   */
  record Content(long number, UUID boot, boolean closed) {

    /** Whether no later number can have been used. */
    boolean isCertain(Optional<UUID> presentBoot) {
      return closed || presentBoot.filter(boot::equals).isPresent();
    }
  }

  /** Empty if it is missing or damaged. */
  static Optional<Content> read(Path path) {
    try {
      byte[] bytes = PrivateFiles.read(path, BYTES);
      return bytes.length == BYTES ? parse(bytes) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Content> parse(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (buffer.getInt(BYTES - 4) != crc(bytes) || buffer.getInt() != MAGIC) {
      return Optional.empty();
    }
    boolean closed = buffer.getInt() == 1;
    long number = buffer.getLong();
    UUID boot = new UUID(buffer.getLong(), buffer.getLong());
    return number < 0 ? Optional.empty() : Optional.of(new Content(number, boot, closed));
  }

  /** Opens it for writing, and makes it if it is missing. */
  static NumbersFile open(Path path, Optional<UUID> boot) throws IOException {
    if (!PrivateFiles.exists(path)) {
      PrivateFiles.createFile(path);
    }
    return new NumbersFile(path, new RandomAccessFile(path.toFile(), "rw"), boot.orElse(NO_BOOT));
  }

  void write(long number, boolean closed) throws IOException {
    record.clear();
    record.putInt(MAGIC).putInt(closed ? 1 : 0).putLong(number);
    record.putLong(boot.getMostSignificantBits()).putLong(boot.getLeastSignificantBits());
    record.putInt(crc(record.array()));
    file.seek(0);
    file.write(record.array());
  }

  void sync() throws IOException {
    file.getFD().sync();
  }

  /** Makes it say nothing, since what it says is no longer true. The next write repairs it. */
  void withdraw() throws IOException {
    try {
      file.setLength(0);
    } catch (IOException e) {
      Files.deleteIfExists(path);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, BYTES - 4);
    return (int) crc.getValue();
  }
}
