package dev.visionlog.server.settings;

import com.google.protobuf.util.Timestamps;
import dev.visionlog.server.model.Level;
import dev.visionlog.v1.LevelRetention;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.Retention;
import dev.visionlog.v1.Settings;
import dev.visionlog.v1.SourceRetention;
import dev.visionlog.v1.SourceThreshold;
import dev.visionlog.v1.TemporaryThreshold;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What settings may be, and what they mean at a moment. */
final class SettingsRules {
  private static final int MAX_LIST = 1_000;
  private static final int MAX_SOURCE = 100;
  private static final int MAX_DAYS = 36_500;
  private static final Duration LONGEST = Duration.ofDays(366);

  static final Settings DEFAULTS =
      Settings.newBuilder()
          .setThreshold(LogLevel.TRACE)
          .setTimeZone("UTC")
          .setRetention(Retention.newBuilder().setDays(30))
          .build();

  private static final int PREDICTION_DAYS = 90;
  private static final int IMAGE_DAYS = 90;
  private static final long IMAGE_MIN_FREE = 1L << 30;

  private SettingsRules() {}

  /** With what nobody has set yet. */
  static Settings withDefaults(Settings settings) {
    return settings.toBuilder().setRetention(withDefaults(settings.getRetention())).build();
  }

  private static Retention withDefaults(Retention retention) {
    Retention.Builder all = retention.toBuilder();
    if (!retention.hasPredictionDays()) {
      all.setPredictionDays(PREDICTION_DAYS);
    }
    if (!retention.hasImageDays()) {
      all.setImageDays(IMAGE_DAYS);
    }
    if (!retention.hasImageMinFreeBytes()) {
      all.setImageMinFreeBytes(IMAGE_MIN_FREE);
    }
    return all.build();
  }

  /** Throws if they may not be saved. */
  static void check(Settings settings, Instant now) {
    level("threshold", settings.getThresholdValue());
    checkThresholds(settings);
    checkTemporary(settings, now);
    checkZone(settings.getTimeZone());
    checkRetention(settings.getRetention());
  }

  private static void checkThresholds(Settings settings) {
    size("source_thresholds", settings.getSourceThresholdsCount());
    Set<String> sources = new HashSet<>();
    for (int i = 0; i < settings.getSourceThresholdsCount(); i++) {
      SourceThreshold threshold = settings.getSourceThresholds(i);
      String field = "source_thresholds[" + i + "]";
      source(field + ".source", threshold.getSource());
      once(field + ".source", threshold.getSource(), sources);
      level(field + ".level", threshold.getLevelValue());
    }
  }

  private static void checkTemporary(Settings settings, Instant now) {
    size("temporary_thresholds", settings.getTemporaryThresholdsCount());
    Set<String> sources = new HashSet<>();
    for (int i = 0; i < settings.getTemporaryThresholdsCount(); i++) {
      TemporaryThreshold threshold = settings.getTemporaryThresholds(i);
      String field = "temporary_thresholds[" + i + "]";
      if (!threshold.getSource().isEmpty()) {
        source(field + ".source", threshold.getSource());
      }
      once(field + ".source", threshold.getSource(), sources);
      level(field + ".level", threshold.getLevelValue());
      if (!threshold.hasExpireTime()) {
        throw new InvalidSettingException(field + ".expire_time", "is required");
      }
      if (!Timestamps.isValid(threshold.getExpireTime())) {
        throw new InvalidSettingException(
            field + ".expire_time", "is no time between the years 1 and 9999");
      }
      if (end(threshold).isAfter(now.plus(LONGEST))) {
        throw new InvalidSettingException(
            field + ".expire_time", "'" + end(threshold) + "' is more than a year ahead");
      }
    }
  }

  private static void checkZone(String zone) {
    if (!ZoneId.getAvailableZoneIds().contains(zone)) {
      throw new InvalidSettingException(
          "time_zone", "'" + zone + "' is no IANA time zone, such as Europe/Berlin or UTC");
    }
  }

  private static void checkRetention(Retention retention) {
    days("retention.days", retention.getDays());
    days("retention.prediction_days", retention.getPredictionDays());
    days("retention.image_days", retention.getImageDays());
    bytes("retention.image_max_bytes", retention.getImageMaxBytes());
    bytes("retention.image_min_free_bytes", retention.getImageMinFreeBytes());
    size("retention.levels", retention.getLevelsCount());
    size("retention.sources", retention.getSourcesCount());
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < retention.getLevelsCount(); i++) {
      LevelRetention level = retention.getLevels(i);
      level("retention.levels[" + i + "].level", level.getLevelValue());
      once("retention.levels[" + i + "].level", level.getLevel().name(), seen);
      days("retention.levels[" + i + "].days", level.getDays());
    }
    seen.clear();
    for (int i = 0; i < retention.getSourcesCount(); i++) {
      SourceRetention source = retention.getSources(i);
      source("retention.sources[" + i + "].source", source.getSource());
      once("retention.sources[" + i + "].source", source.getSource(), seen);
      days("retention.sources[" + i + "].days", source.getDays());
    }
  }

  private static void level(String field, int number) {
    if (Level.ofNumber(number).isEmpty()) {
      throw new InvalidSettingException(field, Level.invalid(String.valueOf(number)));
    }
  }

  private static void source(String field, String source) {
    if (source.isEmpty() || source.length() > MAX_SOURCE) {
      throw new InvalidSettingException(
          field, "has " + source.length() + " characters; 1 to " + MAX_SOURCE + " are allowed");
    }
    if (source.indexOf('\0') >= 0) {
      throw new InvalidSettingException(field, "has a NUL character, which no source has");
    }
  }

  private static void once(String field, String value, Set<String> seen) {
    if (!seen.add(value)) {
      throw new InvalidSettingException(field, "'" + value + "' stands in the list twice");
    }
  }

  private static void days(String field, int days) {
    if (days < 0 || days > MAX_DAYS) {
      throw new InvalidSettingException(
          field, days + " is not allowed; 0 (for ever) to " + MAX_DAYS + " are");
    }
  }

  private static void bytes(String field, long bytes) {
    if (bytes < 0) {
      throw new InvalidSettingException(field, bytes + " is negative; 0 means no bound");
    }
  }

  private static void size(String field, int size) {
    if (size > MAX_LIST) {
      throw new InvalidSettingException(
          field, "has " + size + " elements; at most " + MAX_LIST + " are allowed");
    }
  }

  /** Without the temporary thresholds that have ended. */
  static Settings withoutExpired(Settings settings, Instant now) {
    Settings.Builder pruned = settings.toBuilder().clearTemporaryThresholds();
    for (TemporaryThreshold threshold : settings.getTemporaryThresholdsList()) {
      if (end(threshold).isAfter(now)) {
        pruned.addTemporaryThresholds(threshold);
      }
    }
    return pruned.build();
  }

  /** When the next temporary threshold ends. */
  static Optional<Instant> nextExpiry(Settings settings) {
    return settings.getTemporaryThresholdsList().stream()
        .map(SettingsRules::end)
        .min(Instant::compareTo);
  }

  /**
   * A temporary threshold comes before the lasting one of its source, and a source's before the
   * global one.
   */
  static Thresholds thresholds(Settings settings) {
    Level global = model(settings.getThreshold());
    Map<String, Level> sources = new HashMap<>();
    for (SourceThreshold threshold : settings.getSourceThresholdsList()) {
      sources.put(threshold.getSource(), model(threshold.getLevel()));
    }
    for (TemporaryThreshold threshold : settings.getTemporaryThresholdsList()) {
      if (threshold.getSource().isEmpty()) {
        global = model(threshold.getLevel());
      } else {
        sources.put(threshold.getSource(), model(threshold.getLevel()));
      }
    }
    return new Thresholds(global, sources);
  }

  private static Level model(LogLevel level) {
    return Level.ofNumber(level.getNumber()).orElse(Level.TRACE);
  }

  private static Instant end(TemporaryThreshold threshold) {
    return Instant.ofEpochSecond(
        threshold.getExpireTime().getSeconds(), threshold.getExpireTime().getNanos());
  }
}
