package dev.visionlog.cli.importing;

import dev.visionlog.cli.output.TimeText;
import dev.visionlog.v1.LogEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object a line. Keys that are no field become extra data, beside what {@code extra_data}
 * holds. A line of our own export gives the same entry again: what the server sets itself is left
 * out.
 */
public final class JsonLinesParser implements LineParser {
  private static final List<String> SET_BY_SERVER =
      List.of("id", "position", "received_time", "camera_name");

  private final JsonKeys keys;
  private final TimeParser times;
  private final LevelMap levels;
  private final EntryDefaults defaults;
  private final ImportSink<LogEntry> sink;

  public JsonLinesParser(
      JsonKeys keys,
      TimeParser times,
      LevelMap levels,
      EntryDefaults defaults,
      ImportSink<LogEntry> sink) {
    this.keys = keys;
    this.times = times;
    this.levels = levels;
    this.defaults = defaults;
    this.sink = sink;
  }

  @Override
  public void line(Line line) {
    if (line.isBlank()) {
      sink.blank();
      return;
    }
    try {
      sink.entry(line.origin(), entry(line));
    } catch (BadLineException e) {
      sink.rejected(line.origin(), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void end() {}

  private LogEntry entry(Line line) throws BadLineException {
    if (line.cut()) {
      throw new BadLineException("The line is longer than " + LineReader.MAX_LINE + " characters");
    }
    JsonObject object = JsonObject.parse(line.text());
    dropWhatServerSets(object);
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

  /** Another system's `id` is data; ours always comes with the time of receipt. */
  private static void dropWhatServerSets(JsonObject object) {
    if (object.has("received_time") && object.has("id")) {
      SET_BY_SERVER.forEach(object::take);
    }
  }

  private static String text(JsonObject.@Nullable Value value) {
    if (value == null) {
      return "";
    }
    return value.token().isScalarValue() ? value.text() : value.json();
  }
}
