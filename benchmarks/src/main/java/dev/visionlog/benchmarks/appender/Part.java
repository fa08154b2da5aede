package dev.visionlog.benchmarks.appender;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A table of the report, or two: with one thread that logs, and with several. */
enum Part {
  PACED(
      "bursts of 1,000 events, each after all of the last has come out",
      AppenderBenchmark.class,
      "paced"),
  SATURATED(
      "one event after the other, faster than most can take them",
      AppenderBenchmark.class,
      "saturated"),
  FILTERED("events that the appender is not to send", FilteredBenchmark.class, "by.*"),
  CLIENT("the client library by itself, in bursts", ClientBenchmark.class, "log.*"),
  PREDICTIONS(
      "the client library by itself, with a prediction and its image of 100 KB, in bursts",
      PredictionBenchmark.class,
      "predict.*"),
  QUEUE("its queue by itself, in bursts", QueueBenchmark.class, "offer");

  private final String title;
  private final Class<?> type;
  private final String methods;

  Part(String title, Class<?> type, String methods) {
    this.title = title;
    this.type = type;
    this.methods = methods;
  }

  /** The part of this name, if there is one. */
  static Optional<Part> named(String word) {
    return Arrays.stream(values()).filter(part -> part.word().equals(word)).findFirst();
  }

  /** What happens in it. */
  String title() {
    return title;
  }

  /** What JMH is to run. */
  String pattern() {
    return type.getName().replace(".", "\\.") + "\\." + methods + "$";
  }

  /** Whether it runs once for each {@link Candidate}. */
  boolean compares() {
    return type == AppenderBenchmark.class;
  }

  /** Whether it is also run with several threads. */
  boolean isShared() {
    return this != FILTERED;
  }

  /** Its name on the command line. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
