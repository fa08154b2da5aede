package dev.visionlog.benchmarks.soak;

import dev.visionlog.benchmarks.figures.Latencies;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How long messages were on their way to a reader, in quiet times and in others. All threads. */
final class Delays {
  private static final long LATE_MICROS = Duration.ofSeconds(1).toNanos() / 1000;

  private final Disturbances disturbances;
  private final Latencies quiet = new Latencies();
  private final Latencies disturbed = new Latencies();
  private long late;

  Delays(Disturbances disturbances) {
    this.disturbances = disturbances;
  }

  synchronized void arrived(Canary canary) {
    long now = Canary.micros();
    long micros = now - canary.sentMicros();
    if (disturbances.since(canary.sentMicros())) {
      disturbed.add(TimeUnit.MICROSECONDS.toNanos(micros));
    } else {
      quiet.add(TimeUnit.MICROSECONDS.toNanos(micros));
      late += micros > LATE_MICROS ? 1 : 0;
    }
  }

  static final String HEADER =
      """
                               quiet times                         during faults
      reader               p50       p99       max  over 1 s       p50       p99       max""";

  synchronized String line(String reader) {
    return "%-14s %s %9d %s".formatted(reader, line(quiet), late, line(disturbed));
  }

  private static String line(Latencies latencies) {
    return "%9s %9s %9s"
        .formatted(
            text(latencies.percentile(0.5)),
            text(latencies.percentile(0.99)),
            text(latencies.percentile(1)));
  }

  private static String text(Duration time) {
    long millis = time.toMillis();
    return millis < 10_000 ? "%.1f ms".formatted(time.toNanos() / 1e6) : millis / 1000 + " s";
  }
}
