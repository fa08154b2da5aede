package dev.visionlog.camera.worker;

import java.time.Duration;
import java.util.Arrays;

/** The last so many durations, of which there is an average and a 95th percentile. Any thread. */
final class Durations {
  private final long[] nanos;
  private int size;
  private int next;

  Durations(int capacity) {
    nanos = new long[capacity];
  }

  synchronized void add(Duration duration) {
    nanos[next] = duration.toNanos();
    next = (next + 1) % nanos.length;
    size = Math.min(size + 1, nanos.length);
  }

  /** In milliseconds; 0 if there are none. */
  synchronized double averageMillis() {
    return Arrays.stream(nanos, 0, size).average().orElse(0) / 1e6;
  }

  /** What 95 of a hundred do not exceed, in milliseconds; 0 if there are none. */
  synchronized double p95Millis() {
    if (size == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(0.95 * size);
    return sorted[rank - 1] / 1e6;
  }
}
