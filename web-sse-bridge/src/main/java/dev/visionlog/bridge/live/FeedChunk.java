package dev.visionlog.bridge.live;

import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.TailLogsResponse;
import java.util.Arrays;

/**
 * One message of the server, rendered. Immutable.
 *
 * @param end where a reader is that has it whole
 * @param positions of its entries
 * @param offsets where each entry's event begins in the bytes
 */
record FeedChunk(FeedMark end, byte[] bytes, long[] positions, int[] offsets) {

  /** Renders what follows the mark. */
  static FeedChunk of(TailLogsResponse message, TailEvents events, FeedMark before) {
    int count = message.getEntriesCount();
    long[] positions = new long[count];
    int[] offsets = new int[count];
    SseFrame frame = new SseFrame();
    for (int i = 0; i < count; i++) {
      LogEntry entry = message.getEntries(i);
      positions[i] = entry.getPosition();
      offsets[i] = frame.size();
      events.entry(entry, frame);
    }
    if (message.hasGap()) {
      events.gap(message.getGap(), frame);
    }
    return new FeedChunk(
        before.next(message.getPosition(), count), frame.toBytes(), positions, offsets);
  }

  /** Where the bytes begin for a reader that has everything up to a position. */
  int offsetAfter(long position) {
    if (position >= end.position()) {
      return bytes.length;
    }
    int at = Arrays.binarySearch(positions, position);
    int next = at >= 0 ? at + 1 : -at - 1;
    return next == 0 ? 0 : next == offsets.length ? bytes.length : offsets[next];
  }

  /** How many entries lie after a position. */
  long countAfter(long position) {
    return Arrays.stream(positions).filter(each -> each > position).count();
  }
}
