package dev.visionlog.client.internal.spool;

import dev.visionlog.client.DropReason;
import dev.visionlog.client.internal.Batch;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Reads the batches of a spool's segments, oldest first. Their numbers rise: what does not is left
 * out, by the same rule as in {@link Recovery}. Not thread safe.
 */
final class SpoolReader implements Closeable {

  private static final int MOST_FAILURES = 5;

  /** The segments that may have something to read. The first one is being read. */
  private final Deque<Segment> ahead = new ArrayDeque<>();

  private final SpoolListener listener;
  private @Nullable FrameCursor frames;
  private long last;
  private int failures;
  private boolean paused;

  /**
   * @param last batches up to this number are left out
   */
  SpoolReader(long last, SpoolListener listener) {
    this.last = last;
    this.listener = listener;
  }

  /** Adds the newest segment. */
  void add(Segment segment) {
    ahead.add(segment);
  }

  /** Whether there is something to read, and the disk has not just refused. */
  boolean hasUnread() {
    return !paused && firstUnread() != null;
  }

  /** The oldest segment with something to read; null if there is none. */
  @Nullable Segment firstUnread() {
    for (Segment segment : ahead) {
      if (segment.hasUnread()) {
        return segment;
      }
    }
    return null;
  }

  /** Tries again what the disk has refused. */
  void resume() {
    paused = false;
  }

  /** The oldest batch that was not read, with its segment; null if none. */
  @Nullable ReadBatch next() {
    FrameHeader found = find();
    if (found == null) {
      return null;
    }
    Segment segment = ahead.element();
    try {
      FrameCursor cursor = cursorOf(segment);
      Batch batch = new Batch(found.number(), found.entries(), cursor.body(found));
      pass(segment, cursor, found);
      return new ReadBatch(batch, segment);
    } catch (IOException e) {
      refused(segment, e);
      return null;
    }
  }

  /** A batch and where it was read. */
  record ReadBatch(Batch batch, Segment segment) {}

  /**
   * Leaves out what is not read up to this number: it is done. What the disk refuses to show now is
   * still there afterwards.
   */
  void skipTo(long number) {
    FrameHeader found = number > last ? find() : null;
    while (found != null && found.number() <= number) {
      Segment segment = ahead.element();
      try {
        pass(segment, cursorOf(segment), found);
      } catch (IOException e) {
        refused(segment, e);
      }
      found = find();
    }
    if (!paused) {
      last = Math.max(last, number);
    }
  }

  /** Gives up what is not read of the first segment that has something. */
  long giveUp(Segment segment) {
    while (ahead.element() != segment) {
      leave();
    }
    leave();
    return segment.giveUpUnread();
  }

  /** The next frame to be read; the cursor stands before it. Null if there is none. */
  private @Nullable FrameHeader find() {
    while (!paused && !ahead.isEmpty()) {
      Segment segment = ahead.element();
      FrameHeader found = segment.hasUnread() ? findIn(segment) : null;
      if (found != null || paused) {
        return found;
      }
      if (segment.hasUnread()) {
        lose(segment);
      }
      if (!segment.isSealed()) {
        return null;
      }
      leave();
    }
    return null;
  }

  private @Nullable FrameHeader findIn(Segment segment) {
    try {
      FrameHeader found = findWith(cursorOf(segment), segment);
      failures = 0;
      return found;
    } catch (IOException e) {
      refused(segment, e);
      return null;
    }
  }

  private @Nullable FrameHeader findWith(FrameCursor cursor, Segment segment) throws IOException {
    while (true) {
      FrameCursor.Finding finding = cursor.look(segment.size());
      FrameHeader found = cursor.header();
      switch (finding) {
        case END -> {
          return null;
        }
        case BROKEN -> {
          damaged(segment, "It cannot be read on at byte " + cursor.position());
          return null;
        }
        case BAD -> damaged(segment, "A batch is damaged at byte " + cursor.position());
        case WHOLE -> {
          if (found != null && found.number() > last) {
            return found;
          }
        }
      }
      cursor.pass();
    }
  }

  private void damaged(Segment segment, String what) {
    segment.markDamaged();
    listener.damaged(segment.file(), what);
  }

  /** At the end of a segment, what was counted in it and not found is lost. */
  private void lose(Segment segment) {
    segment.markDamaged();
    listener.evicted(DropReason.SPOOL_DAMAGED, segment.giveUpUnread());
  }

  /** Rests until {@link #resume}; a file that cannot be read for long is given up. */
  private void refused(Segment segment, IOException e) {
    closeCursor();
    listener.damaged(segment.file(), "It could not be read: " + e);
    failures++;
    if (failures >= MOST_FAILURES || !PrivateFiles.exists(segment.file())) {
      failures = 0;
      lose(segment);
    } else {
      paused = true;
    }
  }

  private void pass(Segment segment, FrameCursor cursor, FrameHeader found) {
    cursor.pass();
    last = found.number();
    segment.read(found.entries());
    segment.readUpTo(cursor.position());
  }

  private FrameCursor cursorOf(Segment segment) throws IOException {
    if (frames == null) {
      frames = new FrameCursor(segment.file(), segment.position());
    }
    return frames;
  }

  private void leave() {
    closeCursor();
    ahead.remove();
  }

  private void closeCursor() {
    if (frames != null) {
      try {
        frames.close();
      } catch (IOException e) {
        // It was only read.
      }
      frames = null;
    }
  }

  @Override
  public void close() {
    closeCursor();
  }
}
