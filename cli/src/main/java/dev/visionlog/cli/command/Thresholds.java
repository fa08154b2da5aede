package dev.visionlog.cli.command;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Timestamp;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.Settings;
import dev.visionlog.v1.SourceThreshold;
import dev.visionlog.v1.TemporaryThreshold;
import java.util.List;

/**
 * Changes to the thresholds in the settings. An empty source stands for all that have no threshold
 * of their own.
 */
final class Thresholds {
  static final FieldMask MASK =
      FieldMask.newBuilder()
          .addPaths("threshold")
          .addPaths("source_thresholds")
          .addPaths("temporary_thresholds")
          .build();

  /** What is in force when nobody has set anything: everything is stored. */
  private static final LogLevel DEFAULT = LogLevel.TRACE;

  private Thresholds() {}

  static Settings setLasting(Settings settings, String source, LogLevel level) {
    if (source.isEmpty()) {
      return settings.toBuilder().setThreshold(level).build();
    }
    return withoutLasting(settings, source).toBuilder()
        .addSourceThresholds(SourceThreshold.newBuilder().setSource(source).setLevel(level))
        .build();
  }

  static Settings setTemporary(Settings settings, String source, LogLevel level, Timestamp end) {
    return withoutTemporary(settings, source).toBuilder()
        .addTemporaryThresholds(
            TemporaryThreshold.newBuilder().setSource(source).setLevel(level).setExpireTime(end))
        .build();
  }

  static Settings withoutTemporary(Settings settings, String source) {
    List<TemporaryThreshold> others =
        settings.getTemporaryThresholdsList().stream()
            .filter(threshold -> !threshold.getSource().equals(source))
            .toList();
    return settings.toBuilder()
        .clearTemporaryThresholds()
        .addAllTemporaryThresholds(others)
        .build();
  }

  static Settings withoutLasting(Settings settings, String source) {
    if (source.isEmpty()) {
      return settings.toBuilder().setThreshold(DEFAULT).build();
    }
    List<SourceThreshold> others =
        settings.getSourceThresholdsList().stream()
            .filter(threshold -> !threshold.getSource().equals(source))
            .toList();
    return settings.toBuilder().clearSourceThresholds().addAllSourceThresholds(others).build();
  }
}
