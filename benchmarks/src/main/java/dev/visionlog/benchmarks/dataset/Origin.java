package dev.visionlog.benchmarks.dataset;

import java.util.OptionalInt;

/**
 * Who writes.
 *
 * @param part of the plant, which names the loggers
 */
record Origin(String source, OptionalInt camera, String part) {
  static final int LOGGERS = 3;

  private static final String[] CLASSES = {"MainLoop", "Connection", "HealthCheck"};

  String logger(int number) {
    return "plant." + part + "." + CLASSES[number];
  }
}
