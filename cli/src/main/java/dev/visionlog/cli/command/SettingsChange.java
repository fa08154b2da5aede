package dev.visionlog.cli.command;

import com.google.protobuf.FieldMask;
import dev.visionlog.cli.connection.CommandFailure;
import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.output.Levels;
import dev.visionlog.v1.LevelRetention;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.Retention;
import dev.visionlog.v1.Settings;
import dev.visionlog.v1.SourceRetention;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Changes to the settings as {@code key=value}, checked when they are read. */
final class SettingsChange {
  private static final String LEVEL = "retention.level.";
  private static final String SOURCE = "retention.source.";

  private final Set<String> paths = new LinkedHashSet<>();
  private final List<Consumer<Settings.Builder>> changes = new ArrayList<>();

  SettingsChange(List<String> pairs) {
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        throw CommandFailure.usage("Invalid setting '" + pair + "'. Write it as key=value");
      }
      add(pair.substring(0, equals), pair.substring(equals + 1));
    }
  }

  FieldMask mask() {
    return FieldMask.newBuilder().addAllPaths(paths).build();
  }

  Settings apply(Settings before) {
    Settings.Builder settings = before.toBuilder();
    changes.forEach(change -> change.accept(settings));
    return settings.build();
  }

  private void add(String key, String value) {
    if (key.equals("threshold")) {
      LogLevel level = Levels.parse(value);
      add("threshold", settings -> settings.setThreshold(level));
    } else if (key.equals("time-zone") || key.equals("time_zone")) {
      add("time_zone", settings -> settings.setTimeZone(value));
    } else if (key.equals("retention.days")) {
      int days = days(key, value);
      add("retention.days", settings -> settings.getRetentionBuilder().setDays(days));
    } else if (key.startsWith(LEVEL)) {
      addLevel(Levels.parse(key.substring(LEVEL.length())), key, value);
    } else if (key.startsWith(SOURCE) && key.length() > SOURCE.length()) {
      addSource(key.substring(SOURCE.length()), key, value);
    } else {
      throw CommandFailure.usage(
          "Unknown setting '"
              + key
              + "'. Must be one of: threshold, time-zone, retention.days, retention.level.LEVEL, retention.source.SOURCE");
    }
  }

  private void addLevel(LogLevel level, String key, String value) {
    int days = value.isEmpty() ? 0 : days(key, value);
    add(
        "retention.levels",
        settings -> {
          Retention.Builder retention = settings.getRetentionBuilder();
          List<LevelRetention> others =
              retention.getLevelsList().stream()
                  .filter(other -> other.getLevel() != level)
                  .toList();
          retention.clearLevels().addAllLevels(others);
          if (!value.isEmpty()) {
            retention.addLevels(LevelRetention.newBuilder().setLevel(level).setDays(days));
          }
        });
  }

  private void addSource(String source, String key, String value) {
    int days = value.isEmpty() ? 0 : days(key, value);
    add(
        "retention.sources",
        settings -> {
          Retention.Builder retention = settings.getRetentionBuilder();
          List<SourceRetention> others =
              retention.getSourcesList().stream()
                  .filter(other -> !other.getSource().equals(source))
                  .toList();
          retention.clearSources().addAllSources(others);
          if (!value.isEmpty()) {
            retention.addSources(SourceRetention.newBuilder().setSource(source).setDays(days));
          }
        });
  }

  private void add(String path, Consumer<Settings.Builder> change) {
    paths.add(path);
    changes.add(change);
  }

  private static int days(String key, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new CommandFailure(
          ExitCodes.USAGE,
          "Invalid value '" + value + "' for " + key + ": it must be a number of days",
          e);
    }
  }
}
