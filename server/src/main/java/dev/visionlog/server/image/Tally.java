package dev.visionlog.server.image;

import java.util.ArrayList;
import java.util.List;

/** A finding in the making. For one thread. */
final class Tally {
  static final int EXAMPLES = 10;

  private final List<String> examples = new ArrayList<>();
  private long count;
  private long bytes;

  void add(String example, long size) {
    count++;
    bytes += size;
    if (examples.size() < EXAMPLES) {
      examples.add(example);
    }
  }

  long count() {
    return count;
  }

  Finding finding() {
    return new Finding(count, bytes, List.copyOf(examples));
  }
}
