package dev.visionlog.server.image;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What is left on the disk, and the floor below which nothing is stored. */
final class FreeSpace {
  private final FileStore disk;
  private final long floor;

  FreeSpace(Path folder, long floor) throws IOException {
    this.disk = Files.getFileStore(folder);
    this.floor = floor;
  }

  /** What this user may still write. */
  long bytes() throws IOException {
    return disk.getUsableSpace();
  }

  long floor() {
    return floor;
  }

  /** Refuses so many more bytes if they would not leave the floor. */
  void require(long more) throws IOException {
    long left = bytes();
    if (left - more < floor) {
      throw new DiskFullException(
          String.format(
              Locale.ROOT,
              "The disk of the image store is full: %,d bytes are left, %,d are to be kept free",
              left,
              floor));
    }
  }
}
