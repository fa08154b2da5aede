package dev.visionlog.benchmarks.ingest;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/** A way to make things durable. */
public interface Candidate {
  String name();

  /**
   * Makes as many of them durable as can be in this time, and waits for the last.
   *
   * @return how many
   */
  long run(Duration time) throws IOException, InterruptedException, SQLException;
}
