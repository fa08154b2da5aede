package dev.visionlog.benchmarks.queries;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A way to get many entries as a file, which is thrown away. */
record Export(String name, Source source) {

  /** Gets all of the file. */
  @FunctionalInterface
  interface Source {
    /**
     * @return its bytes
     */
    long run() throws IOException, InterruptedException;
  }

  /** How large and how fast. */
  record Rate(long bytes, Duration took) {
    String text(long entries) {
      double seconds = took.toNanos() / 1e9;
      return "%,.0f entries/s, %,.0f MB/s".formatted(entries / seconds, bytes / 1e6 / seconds);
    }
  }

  /** The median of so many times. */
  Rate measure(int rounds) throws IOException, InterruptedException {
    List<Rate> rates = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      long begun = System.nanoTime();
      long bytes = source.run();
      rates.add(new Rate(bytes, Duration.ofNanos(System.nanoTime() - begun)));
    }
    rates.sort(Comparator.comparing(Rate::took));
    return rates.get(rounds / 2);
  }
}
