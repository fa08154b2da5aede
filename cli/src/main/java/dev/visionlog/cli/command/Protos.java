package dev.visionlog.cli.command;

import com.google.protobuf.Duration;
import dev.visionlog.v1.LevelCount;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.LogStats;
import java.util.List;
import java.util.stream.Collectors;

/** Between the contract's types and Java's. */
final class Protos {
  private Protos() {}

  static Duration duration(java.time.Duration duration) {
    return Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }

  static java.time.Duration duration(Duration duration) {
    return java.time.Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
  }

  /** The count of a level. */
  static long count(LogStats stats, LogLevel level) {
    return switch (level) {
      case TRACE -> stats.getTraceCount();
      case DEBUG -> stats.getDebugCount();
      case INFO -> stats.getInfoCount();
      case SUCCESS -> stats.getSuccessCount();
      case WARNING -> stats.getWarningCount();
      case ERROR -> stats.getErrorCount();
      case CRITICAL -> stats.getCriticalCount();
      case LOG_LEVEL_UNSPECIFIED, UNRECOGNIZED -> 0;
    };
  }

  /** {@code ERROR 3, WARNING 12}. */
  static String counts(List<LevelCount> counts) {
    return counts.stream()
        .map(count -> count.getLevel() + " " + count.getCount())
        .collect(Collectors.joining(", "));
  }
}
