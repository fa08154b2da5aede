package dev.visionlog.client.internal.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/**
 * What could not be used of a writer's segments. It is kept beside them for those who want to know
 * what happened, until the room is needed or it is too old.
 */
final class SetAside {

  private static final int BLOCK_BYTES = 64 << 10;

  private final WriterFolder folder;
  private long bytes;

  SetAside(WriterFolder folder) {
    this.folder = folder;
  }

  /** The size of these files. */
  long bytes() {
    return bytes;
  }

  /** Counts what is there. */
  void count() throws IOException {
    bytes = 0;
    for (Path file : folder.setAside()) {
      bytes += Files.size(file);
    }
  }

  boolean isEmpty() throws IOException {
    return folder.setAside().isEmpty();
  }

  /** Takes a whole segment away. */
  void move(Path segment) throws IOException {
    Files.move(segment, WriterFolder.setAside(segment), StandardCopyOption.REPLACE_EXISTING);
    count();
  }

  /** Cuts a segment off and keeps the rest, if the disk has room for it. */
  void cut(Path segment, long from) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
      copyRest(file, from, WriterFolder.setAside(segment));
      file.setLength(from);
    }
    count();
  }

  private static void copyRest(RandomAccessFile file, long from, Path target) throws IOException {
    try {
      PrivateFiles.createAnew(target);
      try (RandomAccessFile copy = new RandomAccessFile(target.toFile(), "rw")) {
        file.seek(from);
        byte[] block = new byte[BLOCK_BYTES];
        for (int length = file.read(block); length > 0; length = file.read(block)) {
          copy.write(block, 0, length);
        }
      }
    } catch (IOException e) {
      // It would only have been of use to people. The spool has to go on.
      Files.deleteIfExists(target);
    }
  }

  void deleteAll() throws IOException {
    deleteOlderThan(Instant.MAX);
  }

  void deleteOlderThan(Instant limit) throws IOException {
    for (Path file : folder.setAside()) {
      if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
        Files.deleteIfExists(file);
      }
    }
    count();
  }
}
