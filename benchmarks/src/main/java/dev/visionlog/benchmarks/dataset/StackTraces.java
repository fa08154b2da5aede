package dev.visionlog.benchmarks.dataset;

import java.util.List;
import java.util.SplittableRandom;

/** Where an error came from, on 8 to 24 lines. Any thread. */
final class StackTraces {
  private static final List<String> PACKAGES = List.of("capture", "detector", "queue", "net", "io");
  private static final List<String> CLASSES =
      List.of("FrameReader", "Session", "RetryPolicy", "Batch", "SocketChannel", "TaskRunner");
  private static final List<String> METHODS = List.of("run", "read", "await", "submit", "accept");

  private StackTraces() {}

  static void write(StringBuilder trace, SplittableRandom random) {
    trace.append("\njava.io.IOException: Connection reset by peer");
    int frames = random.nextInt(8, 25);
    for (int i = 0; i < frames; i++) {
      String name = one(CLASSES, random);
      trace.append("\n\tat plant.").append(one(PACKAGES, random)).append('.').append(name);
      trace.append('.').append(one(METHODS, random)).append('(').append(name);
      trace.append(".java:").append(random.nextInt(20, 400)).append(')');
    }
  }

  private static String one(List<String> texts, SplittableRandom random) {
    return texts.get(random.nextInt(texts.size()));
  }
}
