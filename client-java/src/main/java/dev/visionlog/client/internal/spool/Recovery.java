package dev.visionlog.client.internal.spool;

import dev.visionlog.client.DropReason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what is in the segments of a writer, whatever a crash or a bad disk has made of them.
 * What cannot be used is cut off, so that it is reported once. Reads every file once and keeps none
 * in memory.
 */
final class Recovery {

  private final WriterFolder folder;
  private final SetAside setAside;
  private final SpoolListener listener;
  private final Instant now;
  private final long acknowledged;
  private final long lastNoted;
  private long highest;
  private @Nullable FrameHeader previous;

  /**
   * @param acknowledged batches up to this number are done
   * @param lastNoted the last number that is known to be used; 0 if unknown
   */
  Recovery(
      WriterFolder folder,
      SetAside setAside,
      long acknowledged,
      long lastNoted,
      Instant now,
      SpoolListener listener) {
    this.folder = folder;
    this.setAside = setAside;
    this.acknowledged = acknowledged;
    this.lastNoted = lastNoted;
    this.now = now;
    this.listener = listener;
    this.highest = acknowledged;
  }

  /**
   * The segments with batches that are not done, oldest first. Others are deleted or set aside.
   *
   * @throws IOException if the folder cannot be read
   */
  List<Segment> segments() throws IOException {
    List<Segment> segments = new ArrayList<>();
    List<Path> files = folder.segments();
    for (Path file : files) {
      boolean last = file.equals(files.get(files.size() - 1));
      try {
        recover(file, last).ifPresent(segments::add);
      } catch (IOException e) {
        listener.damaged(file, "It could not be read and is left where it is: " + e);
      }
    }
    return segments;
  }

  /** The highest number of a batch that was found; at least the last acknowledged one. */
  long highestNumber() {
    return highest;
  }

  private Optional<Segment> recover(Path file, boolean last) throws IOException {
    long size = Files.size(file);
    if (size <= SegmentHeader.BYTES) {
      // A crash while it was made. No batch is in it.
      Files.delete(file);
      return Optional.empty();
    }
    Optional<SegmentHeader> header =
        SegmentHeader.parse(PrivateFiles.read(file, SegmentHeader.BYTES));
    if (header.isPresent() && isForeign(header.get())) {
      lose(file, "It is of another writer or another version: set aside", 1);
      setAside.move(file);
      return Optional.empty();
    }
    Segment segment = new Segment(file, header.map(SegmentHeader::created).orElse(now));
    segment.notInFuture(now);
    segment.seal();
    walk(segment, size, last);
    if (!segment.hasUnread()) {
      remove(segment);
      return Optional.empty();
    }
    if (header.isEmpty()) {
      repairHeader(file);
    }
    return Optional.of(segment);
  }

  private boolean isForeign(SegmentHeader header) {
    return header.version() != SegmentHeader.VERSION
        || !header.writerId().equals(folder.writerId());
  }

  private void walk(Segment segment, long size, boolean last) throws IOException {
    FrameCursor.Finding finding;
    try (FrameCursor frames = new FrameCursor(segment.file(), SegmentHeader.BYTES)) {
      for (finding = frames.look(size); leadsOn(finding); finding = frames.look(size)) {
        if (finding == FrameCursor.Finding.WHOLE) {
          count(segment, frames);
        } else {
          skip(segment, frames);
        }
        frames.pass();
        segment.resize(frames.position());
        if (!segment.hasUnread()) {
          segment.readUpTo(frames.position());
        }
      }
      if (finding == FrameCursor.Finding.BROKEN) {
        reportBroken(segment, frames.header(), size, last);
      }
    }
    if (finding == FrameCursor.Finding.BROKEN) {
      cut(segment);
    }
  }

  private static boolean leadsOn(FrameCursor.Finding finding) {
    return finding == FrameCursor.Finding.WHOLE || finding == FrameCursor.Finding.BAD;
  }

  private void count(Segment segment, FrameCursor frames) {
    FrameHeader frame = known(frames.header());
    if (frame.number() > highest) {
      highest = frame.number();
      segment.add(frame.entries());
    } else if (frame.number() > acknowledged && !frame.equals(previous)) {
      segment.markDamaged();
      lose(
          segment.file(),
          "Batch " + frame.number() + " is out of order: left out",
          frame.entries());
    }
    previous = frame;
  }

  private void skip(Segment segment, FrameCursor frames) {
    segment.markDamaged();
    String place = " at byte " + frames.position() + ": left out";
    lose(segment.file(), "A batch is damaged" + place, entriesOf(known(frames.header())));
  }

  private void reportBroken(Segment segment, @Nullable FrameHeader frame, long size, boolean last) {
    String cut = (size - segment.size()) + " bytes at byte " + segment.size() + " cut off";
    if (last && isTorn(frame, segment.size(), size)) {
      listener.damaged(segment.file(), "The last batch was not written to its end: " + cut);
    } else {
      segment.markDamaged();
      lose(segment.file(), "It cannot be read on: " + cut, frame == null ? 1 : entriesOf(frame));
    }
  }

  /**
   * Whether it looks like a write that a crash has cut: nobody was told that it is in the spool.
   */
  private boolean isTorn(@Nullable FrameHeader frame, long from, long size) {
    boolean noHeader = size - from < FrameHeader.BYTES;
    return noHeader || (frame != null && frame.number() > highest && frame.number() >= lastNoted);
  }

  /** What a frame with a wrong CRC says, if that can be. */
  private long entriesOf(FrameHeader damaged) {
    boolean possible = damaged.number() > highest && damaged.entries() <= damaged.length();
    return possible ? Math.max(1, damaged.entries()) : 1;
  }

  private void cut(Segment segment) throws IOException {
    if (!segment.hasUnread()) {
      return; // It goes as a whole.
    }
    try {
      if (segment.isDamaged()) {
        setAside.cut(segment.file(), segment.size());
      } else {
        SegmentWriter.cut(segment.file(), segment.size());
      }
    } catch (IOException e) {
      listener.damaged(segment.file(), "It could not be cut: " + e);
    }
  }

  private void remove(Segment segment) throws IOException {
    if (segment.isDamaged()) {
      setAside.move(segment.file());
    } else {
      Files.delete(segment.file());
    }
  }

  /** Only the time was lost. It is written anew, or the segment would not age. */
  private void repairHeader(Path file) {
    listener.damaged(file, "Its header is damaged: repaired");
    SegmentHeader header = new SegmentHeader(SegmentHeader.VERSION, folder.writerId(), now);
    try (RandomAccessFile segment = new RandomAccessFile(file.toFile(), "rw")) {
      segment.write(header.toBytes());
    } catch (IOException e) {
      listener.damaged(file, "Its header could not be repaired: " + e);
    }
  }

  private void lose(Path file, String what, long entries) {
    listener.damaged(file, what);
    listener.evicted(DropReason.SPOOL_DAMAGED, entries);
  }

  private static FrameHeader known(@Nullable FrameHeader header) {
    if (header == null) {
      throw new IllegalStateException("a frame without a header");
    }
    return header;
  }
}
