package dev.visionlog.benchmarks.soak;

import java.util.Arrays;

/** Numbers in the order in which they came. For one thread at a time. */
final class Longs {
  private long[] values = new long[1024];
  private int size;

  void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  int size() {
    return size;
  }

  long get(int index) {
    return values[index];
  }

  /** Where it is, if the numbers rise; negative if it is not there. */
  int find(long value) {
    return Arrays.binarySearch(values, 0, size, value);
  }
}
