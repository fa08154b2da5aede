package dev.visionlog.client.internal.spool;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Keeps a part of the disk free, and tells a full disk from a broken one. */
final class DiskSpace {

  private final FileStore store;
  private final long minFreeBytes;

  DiskSpace(Path folder, long minFreeBytes) throws IOException {
    this.store = Files.getFileStore(folder);
    this.minFreeBytes = minFreeBytes;
  }

  /**
   * @throws SpoolFullException if less than wanted would stay free
   */
  void require(long bytes) throws SpoolFullException {
    if (minFreeBytes > 0 && usableBytes() - bytes < minFreeBytes) {
      throw new SpoolFullException(
          "Less than " + minFreeBytes + " bytes would stay free on the spool's disk");
    }
  }

  /** What a failed write of so many bytes means. */
  IOException explain(IOException failure, long bytes) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    // Java has no type for it, and a system may speak another language.
    boolean full =
        message.contains("no space") || message.contains("quota") || usableBytes() < bytes;
    return full ? new SpoolFullException("The spool's disk is full", failure) : failure;
  }

  private long usableBytes() {
    try {
      return store.getUsableSpace();
    } catch (IOException e) {
      // Then the write will tell.
      return Long.MAX_VALUE;
    }
  }
}
