package dev.visionlog.client.internal.spool;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Appends frames to a new segment, each whole or not at all. */
final class SegmentWriter implements Closeable {

  private final Segment segment;
  // Not a channel: an interrupt would close it.
  private final RandomAccessFile file;
  private boolean synced;
  private boolean nameSynced;
  private boolean torn;

  private SegmentWriter(Segment segment, RandomAccessFile file) {
    this.segment = segment;
    this.file = file;
  }

  /** Makes the file, with its header; leaves nothing behind when that fails. */
  static SegmentWriter create(Segment segment, SegmentHeader header) throws IOException {
    PrivateFiles.createFile(segment.file());
    try {
      RandomAccessFile file = new RandomAccessFile(segment.file().toFile(), "rw");
      SegmentWriter writer = new SegmentWriter(segment, file);
      try {
        file.write(header.toBytes());
        return writer;
      } catch (IOException e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      Files.deleteIfExists(segment.file());
      throw e;
    }
  }

  /** Cuts a file that nobody writes to. */
  static void cut(Path segment, long size) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
      file.setLength(size);
    }
  }

  Segment segment() {
    return segment;
  }

  /**
   * Appends a frame. When that fails, the file is cut back to the frames before it.
   *
   * @throws IOException if the disk is full, or something else is wrong with it
   */
  void append(byte[] frame, int length) throws IOException {
    synced = false;
    try {
      file.write(frame, 0, length);
    } catch (IOException e) {
      cutBack(e);
      throw e;
    }
    segment.resize(segment.size() + length);
  }

  private void cutBack(IOException cause) {
    try {
      file.setLength(segment.size());
      file.seek(segment.size());
    } catch (IOException e) {
      torn = true;
      cause.addSuppressed(e);
    }
  }

  /** Whether half a frame is at the end, and nothing can follow. */
  boolean isTorn() {
    return torn;
  }

  boolean isSynced() {
    return synced;
  }

  /** Makes durable what was appended. Does nothing when it already is. */
  void sync() throws IOException {
    if (!synced) {
      file.getFD().sync();
      if (!nameSynced) {
        PrivateFiles.syncNameOf(segment.file());
        nameSynced = true;
      }
      synced = true;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
