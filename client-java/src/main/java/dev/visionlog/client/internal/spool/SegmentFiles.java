package dev.visionlog.client.internal.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The segments of one writer as files: makes, seals, cuts and removes them. Not thread safe. */
final class SegmentFiles {

  private static final long SMALL_FILES_BYTES = NumbersFile.BYTES + CursorFile.BYTES;

  private final WriterFolder folder;
  private final SetAside setAside;
  private final Progress progress;
  private final SpoolSettings settings;
  private final SpoolListener listener;
  private final Deque<Segment> segments;
  private long nextSequence;
  private @Nullable SegmentWriter writer;

  /**
   * @param found the segments that are there, oldest first; new ones follow them
   */
  SegmentFiles(
      WriterFolder folder,
      SetAside setAside,
      Progress progress,
      SpoolSettings settings,
      Collection<Segment> found,
      SpoolListener listener)
      throws IOException {
    this.folder = folder;
    this.setAside = setAside;
    this.progress = progress;
    this.settings = settings;
    this.segments = new ArrayDeque<>(found);
    this.listener = listener;
    this.nextSequence = folder.nextSequence();
    setAside.count();
  }

  /** All of them, oldest first. */
  Iterable<Segment> all() {
    return segments;
  }

  /** The size of everything, with what is set aside. */
  long bytes() {
    long bytes = SMALL_FILES_BYTES + setAside.bytes();
    for (Segment segment : segments) {
      bytes += segment.size();
    }
    return bytes;
  }

  /** The entries that were not read. */
  long unreadEntries() {
    long entries = 0;
    for (Segment segment : segments) {
      entries += segment.unreadEntries();
    }
    return entries;
  }

  /** What has to stay, whatever else is given up: it is being sent. */
  long retainedBytes() {
    long bytes = SMALL_FILES_BYTES;
    for (Segment segment : segments) {
      bytes += segment.isRetained() ? segment.position() : 0;
    }
    return bytes;
  }

  /** What a frame takes at most, with the file that it may need. */
  static long bytesFor(int frameBytes) {
    return (long) SegmentHeader.BYTES + frameBytes;
  }

  /** The segment that is being written; null if there is none. */
  @Nullable Segment open() {
    return writer == null ? null : writer.segment();
  }

  /** Whether the frame would have to go to another file than the present one. */
  boolean needsSeal(int frameBytes, Instant now) {
    if (writer == null) {
      return false;
    }
    Segment open = writer.segment();
    boolean full =
        open.size() > SegmentHeader.BYTES && open.size() + frameBytes > settings.segmentLimit();
    return full
        || writer.isTorn()
        || open.isDamaged()
        || open.isOlderThan(settings.segmentAge(), now);
  }

  /** Makes a new segment to be written; there must be none. */
  Segment start(Instant now) throws IOException {
    Segment segment = new Segment(folder.segment(nextSequence), now);
    nextSequence++;
    SegmentHeader header = new SegmentHeader(SegmentHeader.VERSION, folder.writerId(), now);
    writer = SegmentWriter.create(segment, header);
    segments.add(segment);
    return segment;
  }

  /** Appends the frame of a batch to the segment that is being written. */
  void append(byte[] frame, int length, int entries) throws IOException {
    if (writer == null) {
      throw new IllegalStateException("no segment is being written");
    }
    writer.append(frame, length);
    writer.segment().add(entries);
  }

  /** Makes durable what was appended. */
  void sync() throws IOException {
    if (writer != null) {
      writer.sync();
    }
  }

  /** Ends the segment that is being written, if nothing of it is needed. */
  void sealIfDone() {
    if (writer != null && writer.segment().isDone()) {
      seal();
      removeDone();
    }
  }

  /** Ends the segment that is being written. What is needed of it is made durable. */
  void seal() {
    SegmentWriter ended = writer;
    if (ended == null) {
      return;
    }
    writer = null;
    ended.segment().seal();
    try (ended) {
      if (!ended.segment().isDone()) {
        ended.sync();
      }
    } catch (IOException e) {
      listener.damaged(ended.segment().file(), "It may not be durable: " + e);
    }
  }

  /** Removes the files that nobody needs any more. */
  void removeDone() {
    for (Segment done = firstDone(); done != null; done = firstDone()) {
      remove(done);
    }
  }

  private @Nullable Segment firstDone() {
    for (Segment segment : segments) {
      if (segment.isSealed() && segment.isDone()) {
        return segment;
      }
    }
    return null;
  }

  /** Writes the cursor, if it is of use: without segments there is nothing to be sent twice. */
  void writeProgress() {
    if (!segments.isEmpty()) {
      progress.write();
    }
  }

  /**
   * Removes a file; what could not be read of it is set aside. The cursor goes first: what is gone
   * must not be missed.
   */
  void remove(Segment segment) {
    writeProgress();
    segments.remove(segment);
    try {
      if (segment.isDamaged() && Files.exists(segment.file())) {
        setAside.move(segment.file());
      } else {
        Files.deleteIfExists(segment.file());
      }
    } catch (IOException e) {
      listener.damaged(segment.file(), "It could not be removed: " + e);
    }
  }

  /** Cuts off what is not read of a sealed segment. */
  void cutUnread(Segment segment) {
    segment.resize(segment.position());
    try {
      SegmentWriter.cut(segment.file(), segment.size());
    } catch (IOException e) {
      listener.damaged(segment.file(), "It could not be cut: " + e);
    }
  }

  /** Makes room by what only people would miss. */
  void deleteSetAside() {
    try {
      setAside.deleteAll();
    } catch (IOException e) {
      listener.damaged(folder.path(), "What was set aside could not be deleted: " + e);
    }
  }
}
