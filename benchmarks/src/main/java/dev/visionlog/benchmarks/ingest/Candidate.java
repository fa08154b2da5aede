package dev.visionlog.benchmarks.ingest;

import java.io.IOException;
import java.time.Duration;

/** A way to make things durable. */
interface Candidate {
  String name();

  /**
   * Makes as many of them durable as can be in this time, and waits for the last.
   *
   * @return how many a second
   */
  double run(Duration time) throws IOException, InterruptedException;
}
