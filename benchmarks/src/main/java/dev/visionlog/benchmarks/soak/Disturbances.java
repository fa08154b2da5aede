package dev.visionlog.benchmarks.soak;

/** When something was wrong. All threads. */
final class Disturbances {
  private volatile boolean active;
  private volatile long lastEnd;

  void begin() {
    active = true;
  }

  /** The fault is over, and all that it held up has been delivered. */
  void end() {
    lastEnd = Canary.micros();
    active = false;
  }

  /** Whether anything was wrong between then and now. */
  boolean since(long micros) {
    return active || lastEnd >= micros;
  }
}
