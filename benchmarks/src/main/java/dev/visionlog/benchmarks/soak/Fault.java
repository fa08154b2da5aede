package dev.visionlog.benchmarks.soak;

import java.io.IOException;
import java.util.Random;

/**
 * Something that goes wrong, and is mended.
 *
 * @param name as in {@code --faults}
 * @param strike brings it about; returns when it has been mended
 */
record Fault(String name, Strike strike) {

  /** What happens. */
  interface Strike {
    /**
     * @param random how long it lasts, and whom it hits
     */
    void run(Random random) throws IOException, InterruptedException;
  }
}
