package dev.visionlog.benchmarks.sse;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/**
 * Finds the ids of events in the bytes of a stream, and nothing else: it has to be cheap. Relies on
 * the bridge not to begin a chunk within an event. For one thread.
 */
final class EventScanner {
  private static final byte[] BEFORE_ID = {'\n', 'i', 'd', ':', ' '};

  private final LongConsumer ids;
  private int matched;
  private long number;

  EventScanner(LongConsumer ids) {
    this.ids = ids;
  }

  /** Takes all that the buffer has. */
  void scan(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (matched == BEFORE_ID.length) {
        digit(next);
      } else if (next == BEFORE_ID[matched]) {
        matched++;
      } else {
        matched = next == '\n' ? 1 : 0;
      }
    }
  }

  private void digit(byte next) {
    if (next >= '0' && next <= '9') {
      number = number * 10 + next - '0';
    } else {
      ids.accept(number);
      number = 0;
      matched = next == '\n' ? 1 : 0;
    }
  }
}
