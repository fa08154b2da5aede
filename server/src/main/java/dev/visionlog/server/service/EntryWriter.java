package dev.visionlog.server.service;

import dev.visionlog.server.model.Level;
import dev.visionlog.server.model.LogEntry;
import dev.visionlog.v1.ExtraFormat;
import dev.visionlog.v1.LevelCount;
import dev.visionlog.v1.LogLevel;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Turns stored entries into entries of the contract, with the names that cameras have. */
final class EntryWriter {
  private final CameraNames cameras;

  EntryWriter(CameraNames cameras) {
    this.cameras = cameras;
  }

  List<dev.visionlog.v1.LogEntry> write(List<LogEntry> entries, ExtraFormat format) {
    Map<Long, String> names = cameras.all();
    return entries.stream().map(entry -> write(entry, names, format)).toList();
  }

  private static dev.visionlog.v1.LogEntry write(
      LogEntry entry, Map<Long, String> names, ExtraFormat format) {
    dev.visionlog.v1.LogEntry.Builder message =
        dev.visionlog.v1.LogEntry.newBuilder()
            .setId(entry.id())
            .setLevel(level(entry.level()))
            .setMessage(entry.message())
            .setTime(Times.timestamp(entry.time()))
            .setReceivedTime(Times.timestamp(entry.receivedTime()))
            .setSource(entry.source())
            .setLoggerName(entry.loggerName())
            .setPosition(entry.position());
    Long camera = entry.cameraId();
    if (camera != null) {
      message.setCameraId(camera).setCameraName(names.getOrDefault(camera, ""));
    }
    String extra = entry.extraJson();
    if (extra != null && format == ExtraFormat.EXTRA_FORMAT_JSON) {
      message.setExtraJson(extra);
    } else if (extra != null) {
      message.setExtraData(StructJson.toStruct(extra));
    }
    return message.build();
  }

  static LogLevel level(Level level) {
    return Objects.requireNonNull(LogLevel.forNumber(level.number()));
  }

  static List<LevelCount> counts(Map<Level, Long> levels) {
    return levels.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            level ->
                LevelCount.newBuilder()
                    .setLevel(level(level.getKey()))
                    .setCount(level.getValue())
                    .build())
        .toList();
  }
}
