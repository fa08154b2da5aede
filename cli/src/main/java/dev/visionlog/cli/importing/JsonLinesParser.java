package dev.visionlog.cli.importing;

import dev.visionlog.cli.output.TimeText;
import dev.visionlog.v1.LogEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry a line. Keys that are no field become extra data, beside what {@code extra_data} holds.
 * A line of our own export gives the same entry again.
 */
public final class JsonLinesParser extends JsonObjectLines<LogEntry> {
  private static final List<String> SET_BY_SERVER =
      List.of("id", "position", "received_time", "camera_name");

  private final JsonKeys keys;
  private final TimeParser times;
  private final LevelMap levels;
  private final EntryDefaults defaults;

  public JsonLinesParser(
      JsonKeys keys,
      TimeParser times,
      LevelMap levels,
      EntryDefaults defaults,
      ImportSink<LogEntry> sink) {
    super(sink, SET_BY_SERVER);
    this.keys = keys;
    this.times = times;
    this.levels = levels;
    this.defaults = defaults;
  }

  @Override
  LogEntry read(JsonObject object) throws BadLineException {
    LogEntry.Builder entry = LogEntry.newBuilder();
    JsonObject.Value time = object.take(keys.time());
    if (time != null) {
      entry.setTime(TimeText.timestamp(times.parse(time.text())));
    }
    entry.setLevel(levels.of(text(object.take(keys.level()))));
    entry.setMessage(text(object.take(keys.message())));
    entry.setSource(text(object.take(keys.source())));
    entry.setLoggerName(text(object.take(keys.logger())));
    JsonObject.Value camera = object.take(keys.camera());
    if (camera != null) {
      entry.setCameraId(CameraIds.parse(text(camera)));
    }
    entry.setExtraJson(ExtraJson.rest(object));
    defaults.apply(entry);
    return entry.build();
  }

  private static String text(JsonObject.@Nullable Value value) {
    if (value == null) {
      return "";
    }
    return value.token().isScalarValue() ? value.text() : value.json();
  }
}
