package dev.visionlog.client.internal.spool;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** One file of a spool, and how far it is read. */
final class Segment {

  private final Path file;
  private Instant created;
  private long size;
  private long position = SegmentHeader.BYTES;
  private long unreadBatches;
  private long unreadEntries;
  private int outstanding;
  private boolean sealed;
  private boolean damaged;

  Segment(Path file, Instant created) {
    this.file = file;
    this.created = created;
    this.size = SegmentHeader.BYTES;
  }

  Path file() {
    return file;
  }

  /** Up to the end of its last whole frame. */
  long size() {
    return size;
  }

  void resize(long bytes) {
    size = bytes;
  }

  /** Where reading goes on. */
  long position() {
    return position;
  }

  void readUpTo(long place) {
    position = place;
  }

  /** Counts a batch that is in the file and was not read yet. */
  void add(int entries) {
    unreadBatches++;
    unreadEntries += entries;
  }

  /** One of the unread batches is read, or done without having been read. */
  void read(int entries) {
    unreadBatches--;
    unreadEntries -= entries;
  }

  boolean hasUnread() {
    return unreadBatches > 0;
  }

  long unreadEntries() {
    return unreadEntries;
  }

  /** Gives up what was not read; returns how many entries that were. */
  long giveUpUnread() {
    long entries = unreadEntries;
    unreadBatches = 0;
    unreadEntries = 0;
    return entries;
  }

  /** A batch is being sent: the file has to stay. */
  void retain() {
    outstanding++;
  }

  void release() {
    outstanding--;
  }

  boolean isRetained() {
    return outstanding > 0;
  }

  /** Whether nothing more is written to it. */
  boolean isSealed() {
    return sealed;
  }

  void seal() {
    sealed = true;
  }

  /** Whether part of it could not be read. */
  boolean isDamaged() {
    return damaged;
  }

  void markDamaged() {
    damaged = true;
  }

  /** Whether nobody needs it any more. */
  boolean isDone() {
    return unreadBatches == 0 && outstanding == 0;
  }

  /**
   * A file from the future was made before the clock was set back. It counts as made now, or it
   * would stay for as long as the clock is behind.
   */
  void notInFuture(Instant now) {
    if (created.isAfter(now)) {
      created = now;
    }
  }

  /** Whether it was made at least so long ago. */
  boolean isOlderThan(Duration age, Instant now) {
    return Duration.between(created, now).compareTo(age) >= 0;
  }
}
