package dev.visionlog.benchmarks.figures;

/**
 * When entries were sent and when a reader saw them. The writer is the only one on its server, so
 * that an entry's position tells which one it is. One thread sends, one sees.
 */
public final class Arrivals {
  private final long firstPosition;
  private final long[] sentAt;
  private final Latencies latencies = new Latencies();

  /**
   * @param firstPosition of the first entry that is to come
   * @param most how many may come
   */
  public Arrivals(long firstPosition, int most) {
    this.firstPosition = firstPosition;
    this.sentAt = new long[most];
  }

  /** Before a call that stores entries. */
  public void sending(int first, int count) {
    long now = System.nanoTime();
    for (int i = first; i < first + count; i++) {
      sentAt[i] = now;
    }
  }

  public void seen(long position, long at) {
    long index = position - firstPosition;
    if (index >= 0 && index < sentAt.length) {
      latencies.add(at - sentAt[(int) index]);
    }
  }

  public Latencies latencies() {
    return latencies;
  }
}
