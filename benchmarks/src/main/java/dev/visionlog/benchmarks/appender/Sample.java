package dev.visionlog.benchmarks.appender;

import dev.visionlog.client.Level;
import dev.visionlog.client.LogEntry;
import org.slf4j.Logger;

/** The event that is logged again and again. */
final class Sample {
  /** Every such event, however it is encoded, has this word once. */
  static final String ONCE = "Frame ";

  static final int FRAME = 4711;
  static final String CAMERA = "gate-3";

  private static final String TEMPLATE = "Frame {} of camera {} is late";

  private Sample() {}

  static void info(Logger logger) {
    logger.info(TEMPLATE, FRAME, CAMERA);
  }

  static void debug(Logger logger) {
    logger.debug(TEMPLATE, FRAME, CAMERA);
  }

  /** The same for the client, as an application would make it. */
  static LogEntry entry() {
    return LogEntry.builder(Level.INFO, "Frame " + FRAME + " of camera " + CAMERA + " is late")
        .cameraId(7)
        .loggerName("dev.visionlog.example.FrameReader")
        .extra("site", "north")
        .extra("request_id", "b0b1d8a4")
        .build();
  }
}
