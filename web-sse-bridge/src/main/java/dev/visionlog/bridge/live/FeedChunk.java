package dev.visionlog.bridge.live;

import java.util.Arrays;
import java.util.List;

/**
 * One message of the server, rendered. Immutable.
 *
 * @param end where a reader is that has it whole
 * @param before how many entries of the feed lie before it
 * @param positions of its entries
 * @param offsets where each entry's event begins in the bytes
 */
record FeedChunk(FeedMark end, long before, byte[] bytes, long[] positions, int[] offsets) {

  /** Renders what follows the mark. */
  static FeedChunk of(TailMessage message, FeedMark before) {
    List<TailMessage.Event> events = message.events();
    int count = events.size();
    long[] positions = new long[count];
    int[] offsets = new int[count];
    SseFrame frame = new SseFrame();
    for (int i = 0; i < count; i++) {
      positions[i] = events.get(i).position();
      offsets[i] = frame.size();
      events.get(i).writeTo(frame);
    }
    long entries = count;
    if (message.gap().isPresent()) {
      StreamEvents.gap(message.gap().get(), frame);
      entries += message.gap().get().getMatchedCount();
    }
    FeedMark end = before.next(message.position(), entries);
    return new FeedChunk(end, before.entries(), frame.toBytes(), positions, offsets);
  }

  /** Where the bytes begin for a reader that has everything up to a position. */
  int offsetAfter(long position) {
    if (position >= end.position()) {
      return bytes.length;
    }
    int next = countUpTo(position);
    return next == 0 ? 0 : next == offsets.length ? bytes.length : offsets[next];
  }

  /** Where bytes end that begin at an event: about so many bytes on, and behind an event. */
  int endWithin(int offset, int mostBytes) {
    if (bytes.length - offset <= mostBytes || offsets.length == 0) {
      return bytes.length;
    }
    int at = Arrays.binarySearch(offsets, offset + mostBytes);
    int next = at >= 0 ? at : -at - 2;
    if (offsets[next] == offset) {
      next++; // At least one event.
    }
    return next == offsets.length ? bytes.length : offsets[next];
  }

  /** The place of a reader that has everything before an offset where an event begins. */
  FeedMark placeAt(int offset) {
    return placeAfter(positions[Arrays.binarySearch(offsets, offset) - 1]);
  }

  /** The place within this chunk of a reader that has everything up to a position. */
  FeedMark placeAfter(long position) {
    return new FeedMark(end.chunk() - 1, position, before + countUpTo(position));
  }

  private int countUpTo(long position) {
    int at = Arrays.binarySearch(positions, position);
    return at >= 0 ? at + 1 : -at - 1;
  }
}
