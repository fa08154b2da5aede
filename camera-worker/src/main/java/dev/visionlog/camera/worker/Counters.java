package dev.visionlog.camera.worker;

import java.util.concurrent.atomic.AtomicLong;

/** What the worker has done since it started. Any thread. */
final class Counters {
  private static final int RECENT = 1000;

  private final AtomicLong frames = new AtomicLong();
  private final AtomicLong leftOut = new AtomicLong();
  private final AtomicLong known = new AtomicLong();
  private final AtomicLong detections = new AtomicLong();
  private final AtomicLong defects = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final Durations inference = new Durations(RECENT);

  void inspected(Inspection inspection) {
    frames.incrementAndGet();
    detections.addAndGet(inspection.finding().detections().size());
    inference.add(inspection.inference());
    if (inspection.finding().isDefect()) {
      defects.incrementAndGet();
    }
    if (inspection.hasFailed()) {
      failures.incrementAndGet();
    }
  }

  /** Because of {@code --every}. */
  void leftOut() {
    leftOut.incrementAndGet();
  }

  /** The server had it already. */
  void known() {
    known.incrementAndGet();
  }

  /** Of those that were looked at. */
  long frames() {
    return frames.get();
  }

  /**
   * All of it at this moment.
   *
   * @param missed what the source says of that
   */
  Counts counts(long missed) {
    return new Counts(
        frames.get(),
        leftOut.get(),
        missed,
        known.get(),
        detections.get(),
        defects.get(),
        failures.get(),
        inference.averageMillis(),
        inference.p95Millis());
  }

  /**
   * Counts of one moment.
   *
   * @param frames were looked at
   * @param leftOut were not, because only some are wanted
   * @param missed were not, because the worker was too slow for the camera
   * @param known of those looked at, the server had before
   * @param inferenceMillis average of the last 1,000 frames
   * @param inferenceP95Millis what 95 of a hundred of these do not exceed
   */
  record Counts(
      long frames,
      long leftOut,
      long missed,
      long known,
      long detections,
      long defects,
      long failures,
      double inferenceMillis,
      double inferenceP95Millis) {}
}
