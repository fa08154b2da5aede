package dev.visionlog.benchmarks.sse;

import dev.visionlog.benchmarks.figures.Latencies;

/**
 * When entries were sent and when browsers saw them. The writer is the only one on its server, so
 * that an entry's position tells which one it is. One thread sends, one sees.
 */
final class Arrivals {
  private final long firstPosition;
  private final long[] sentAt;
  private final Latencies latencies = new Latencies();

  /**
   * @param firstPosition of the first entry that is to come
   * @param most how many may come
   */
  Arrivals(long firstPosition, int most) {
    this.firstPosition = firstPosition;
    this.sentAt = new long[most];
  }

  /** Before a call that stores entries. */
  void sending(int first, int count) {
    long now = System.nanoTime();
    for (int i = first; i < first + count; i++) {
      sentAt[i] = now;
    }
  }

  void seen(long position, long at) {
    long index = position - firstPosition;
    if (index >= 0 && index < sentAt.length) {
      latencies.add(at - sentAt[(int) index]);
    }
  }

  Latencies latencies() {
    return latencies;
  }
}
