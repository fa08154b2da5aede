package dev.visionlog.cli.importing;

import com.fasterxml.jackson.core.JsonToken;
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
  private final ImportSink sink;

  public JsonLinesParser(
      JsonKeys keys, TimeParser times, LevelMap levels, EntryDefaults defaults, ImportSink sink) {
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
    entry.setExtraJson(extra(object));
    defaults.apply(entry);
    return entry.build();
  }

  /** Another system's `id` is data; ours always comes with the time of receipt. */
  private static void dropWhatServerSets(JsonObject object) {
    if (object.has("received_time") && object.has("id")) {
      SET_BY_SERVER.forEach(object::take);
    }
  }

  private static String extra(JsonObject object) throws BadLineException {
    ExtraJson extra = new ExtraJson();
    addAll(extra, "extra_data", object.take("extra_data"));
    JsonObject.Value json = object.take("extra_json");
    if (json != null && !json.text().isEmpty()) {
      addAll(extra, "extra_json", asObject(json));
    }
    object.rest().forEach((name, value) -> extra.addJson(name, value.json()));
    return extra.toJson();
  }

  private static void addAll(ExtraJson extra, String name, JsonObject.@Nullable Value value)
      throws BadLineException {
    if (value != null && value.isObject()) {
      JsonObject.parse(value.json())
          .rest()
          .forEach((key, member) -> extra.addJson(key, member.json()));
    } else if (value != null) {
      extra.addJson(name, value.json());
    }
  }

  private static JsonObject.Value asObject(JsonObject.Value json) throws BadLineException {
    JsonObject.parse(json.text());
    return new JsonObject.Value(JsonToken.START_OBJECT, "", json.text());
  }

  private static String text(JsonObject.@Nullable Value value) {
    if (value == null) {
      return "";
    }
    return value.token().isScalarValue() ? value.text() : value.json();
  }
}
