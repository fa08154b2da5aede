package dev.visionlog.client.internal.threshold;

import dev.visionlog.client.Level;
import dev.visionlog.client.Thresholds;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.Settings;
import dev.visionlog.v1.SourceThreshold;
import dev.visionlog.v1.TemporaryThreshold;
import dev.visionlog.v1.WriteLogsResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads thresholds from the server's messages. */
public final class ThresholdReader {
  private ThresholdReader() {}

  /** What an answer says; null from a server that says nothing. */
  public static @Nullable Thresholds read(WriteLogsResponse answer) {
    if (answer.getThreshold() == LogLevel.LOG_LEVEL_UNSPECIFIED) {
      return null;
    }
    Map<String, Level> sources = new HashMap<>();
    answer.getSourceThresholdsMap().forEach((source, level) -> sources.put(source, level(level)));
    return new Thresholds(level(answer.getThreshold()), sources);
  }

  /** What is in force at a moment. */
  public static Thresholds read(Settings settings, Instant now) {
    Level global = level(settings.getThreshold());
    Map<String, Level> sources = new HashMap<>();
    for (SourceThreshold threshold : settings.getSourceThresholdsList()) {
      sources.put(threshold.getSource(), level(threshold.getLevel()));
    }
    for (TemporaryThreshold threshold : settings.getTemporaryThresholdsList()) {
      if (!end(threshold).isAfter(now)) {
        continue;
      }
      if (threshold.getSource().isEmpty()) {
        global = level(threshold.getLevel());
      } else {
        sources.put(threshold.getSource(), level(threshold.getLevel()));
      }
    }
    return new Thresholds(global, sources);
  }

  /** When the first temporary threshold ends after a moment, if any does. */
  public static Optional<Instant> nextEnd(Settings settings, Instant now) {
    return settings.getTemporaryThresholdsList().stream()
        .map(ThresholdReader::end)
        .filter(end -> end.isAfter(now))
        .min(Instant::compareTo);
  }

  private static Instant end(TemporaryThreshold threshold) {
    return Instant.ofEpochSecond(
        threshold.getExpireTime().getSeconds(), threshold.getExpireTime().getNanos());
  }

  /** A level of a newer server that is not known here lets everything pass. */
  private static Level level(LogLevel level) {
    return level == LogLevel.UNRECOGNIZED
        ? Level.TRACE
        : Level.ofNumber(level.getNumber()).orElse(Level.TRACE);
  }
}
