package dev.visionlog.benchmarks.dataset;

import dev.visionlog.v1.LogLevel;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** What entries say: 210 sentences with numbers, names and paths in them. Any thread. */
final class Messages {
  private static final double SHARE_OF_TRACES = 0.3;

  private static final List<String> SUBJECTS =
      List.of(
          "Frame grabber",
          "Detector",
          "Classifier",
          "Tracker",
          "Encoder",
          "Uploader",
          "Line controller",
          "Dispatcher",
          "Model cache",
          "Image store");

  private static final Map<LogLevel, List<Sentence>> EVENTS =
      Map.of(
          LogLevel.DEBUG,
          sentences(
              "polled in <ms> ms",
              "holds <number> items, <few> of them old",
              "opened <path>",
              "got message <id> for <job>"),
          LogLevel.INFO,
          sentences(
              "processed frame <number> of <job> in <ms> ms",
              "started <job> with <path>",
              "sent <number> bytes to <host>",
              "moved <job> to step <few>",
              "found <few> objects in frame <number> within <ms> ms",
              "answered request <id> with 200 in <ms> ms",
              "read <number> rows from <path>",
              "has done <few> parts of <job>"),
          LogLevel.SUCCESS,
          sentences("finished <job> in <ms> ms", "saved <path>, <number> bytes"),
          LogLevel.WARNING,
          sentences(
              "tries <job> again, attempt <few>",
              "is slow: <ms> ms for frame <number>",
              "dropped frame <number> of <job>: the queue is full",
              "lost the connection to <host> and opens another one"),
          LogLevel.ERROR,
          sentences(
              "could not finish <job>: timeout after <ms> ms",
              "failed with <path>: connection reset by <host>"),
          LogLevel.CRITICAL,
          sentences("gives up <job> after <few> attempts"));

  private Messages() {}

  static String next(LogLevel level, SplittableRandom random) {
    StringBuilder message = new StringBuilder();
    List<Sentence> events = EVENTS.getOrDefault(level, List.of());
    message.append(SUBJECTS.get(random.nextInt(SUBJECTS.size()))).append(' ');
    events.get(random.nextInt(events.size())).write(message, random);
    if (level.getNumber() >= LogLevel.ERROR_VALUE && random.nextDouble() < SHARE_OF_TRACES) {
      StackTraces.write(message, random);
    }
    return message.toString();
  }

  private static List<Sentence> sentences(String... texts) {
    return Stream.of(texts).map(Sentence::of).toList();
  }
}
