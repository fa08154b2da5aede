package dev.visionlog.client.internal.spool;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the frames of a segment. It reads through a window, so that neither a segment nor a
 * batch has to be in memory, and small frames cost no system call each. Not thread safe; whoever
 * makes it closes it.
 */
final class FrameCursor implements Closeable {

  /** What is found at a place. */
  enum Finding {
    /** There is nothing more. */
    END,
    /** A frame with the right CRC. */
    WHOLE,
    /** A frame with a wrong CRC, behind which the frames go on. */
    BAD,
    /** Something from which no way leads on. */
    BROKEN
  }

  private static final int WINDOW_BYTES = 64 << 10;

  // Not a channel: an interrupt would close it.
  private final RandomAccessFile file;
  private final byte[] window = new byte[WINDOW_BYTES];
  private long windowStart;
  private int windowLength;
  private final byte[] headerBytes = new byte[FrameHeader.BYTES];

  private long position;
  private long next;
  private @Nullable FrameHeader header;

  /** Starts at a place where a frame begins. */
  FrameCursor(Path segment, long position) throws IOException {
    this.file = new RandomAccessFile(segment.toFile(), "r");
    this.position = position;
    this.next = position;
  }

  /**
   * Looks at what is at the present place; looking again finds the same.
   *
   * @param end where the segment ends; nothing behind it is looked at
   */
  Finding look(long end) throws IOException {
    next = position;
    header = null;
    if (position == end) {
      return Finding.END;
    }
    header = headerAt(position, end);
    if (header == null || !fits(header, position, end)) {
      return Finding.BROKEN;
    }
    next = position + header.frameBytes();
    if (isWhole(header, position, end)) {
      return Finding.WHOLE;
    }
    next = resumeAfter(next, end);
    return next < 0 ? Finding.BROKEN : Finding.BAD;
  }

  /** What was found last has as its header, right or wrong; null if there is not even that. */
  @Nullable FrameHeader header() {
    return header;
  }

  long position() {
    return position;
  }

  /** The body of the whole frame that was found. */
  byte[] body(FrameHeader whole) throws IOException {
    byte[] body = new byte[whole.bodyBytes()];
    read(position + FrameHeader.BYTES, body, next);
    return body;
  }

  /** Goes on to the place after what was found, whole or bad. */
  void pass() {
    position = next;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /**
   * Where the frames go on: following the lengths must lead to a whole frame, or to the very end.
   * Searching for one byte by byte would also find frames that somebody has logged.
   */
  private long resumeAfter(long start, long end) throws IOException {
    long at = start;
    while (at < end) {
      FrameHeader candidate = headerAt(at, end);
      if (candidate == null || !fits(candidate, at, end)) {
        return -1;
      }
      if (isWhole(candidate, at, end)) {
        return at;
      }
      at += candidate.frameBytes();
    }
    return at;
  }

  private static boolean fits(FrameHeader header, long at, long end) {
    return at + header.frameBytes() <= end;
  }

  private @Nullable FrameHeader headerAt(long at, long end) throws IOException {
    if (at + FrameHeader.BYTES > end) {
      return null;
    }
    read(at, headerBytes, end);
    return FrameHeader.parse(ByteBuffer.wrap(headerBytes));
  }

  private boolean isWhole(FrameHeader frame, long at, long end) throws IOException {
    CRC32C crc = new CRC32C();
    long from = at + FrameHeader.UNCOVERED_BYTES;
    long to = at + frame.frameBytes();
    while (from < to) {
      int offset = show(from, end);
      int length = (int) Math.min(windowLength - offset, to - from);
      crc.update(window, offset, length);
      from += length;
    }
    return (int) crc.getValue() == frame.crc() && frame.makesSense();
  }

  private void read(long from, byte[] target, long end) throws IOException {
    int done = 0;
    while (done < target.length) {
      int offset = show(from + done, end);
      int length = Math.min(windowLength - offset, target.length - done);
      System.arraycopy(window, offset, target, done, length);
      done += length;
    }
  }

  /** Brings a place into the window; returns where it is there. At least one byte follows. */
  private int show(long place, long end) throws IOException {
    if (place < windowStart || place >= windowStart + windowLength) {
      windowLength = 0;
      file.seek(place);
      int length = file.read(window, 0, (int) Math.min(WINDOW_BYTES, end - place));
      if (length <= 0) {
        throw new EOFException("the file ends at " + place + " instead of " + end);
      }
      windowStart = place;
      windowLength = length;
    }
    return (int) (place - windowStart);
  }
}
