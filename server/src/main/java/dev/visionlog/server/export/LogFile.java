package dev.visionlog.server.export;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.visionlog.server.model.LogEntry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Files of log entries. Fields are named as in the contract; empty ones are left out of JSON. */
public final class LogFile {
  private LogFile() {}

  /**
   * @param cameraNames by id; asked for each piece
   */
  public static ExportEncoder<LogEntry> ndjson(Supplier<Map<Long, String>> cameraNames) {
    return new NdjsonEncoder<>(LogFile::writeFields, cameraNames);
  }

  /**
   * @param cameraNames by id; asked for each piece
   */
  public static ExportEncoder<LogEntry> csv(Supplier<Map<Long, String>> cameraNames) {
    return new CsvEncoder<>(new Columns(), cameraNames);
  }

  private static void writeFields(LogEntry entry, Map<Long, String> names, JsonGenerator json)
      throws IOException {
    json.writeNumberField("id", entry.id());
    json.writeStringField("time", entry.time().toString());
    json.writeStringField("received_time", entry.receivedTime().toString());
    json.writeStringField("level", entry.level().name());
    json.writeStringField("source", entry.source());
    Long camera = entry.cameraId();
    if (camera != null) {
      json.writeNumberField("camera_id", camera);
      JsonPiece.text(json, "camera_name", names.getOrDefault(camera, ""));
    }
    JsonPiece.text(json, "logger_name", entry.loggerName());
    json.writeStringField("message", entry.message());
    JsonPiece.json(json, "extra_data", entry.extraJson());
  }

  private static final class Columns implements CsvColumns<LogEntry> {
    private static final List<String> HEADER =
        List.of(
            "id",
            "time",
            "received_time",
            "level",
            "source",
            "camera_id",
            "camera_name",
            "logger_name",
            "message",
            "extra_data");

    @Override
    public List<String> header() {
      return HEADER;
    }

    @Override
    public void write(LogEntry entry, Map<Long, String> names, CsvLine line) {
      Long camera = entry.cameraId();
      line.add(entry.id())
          .add(entry.time())
          .add(entry.receivedTime())
          .add(entry.level())
          .add(entry.source())
          .add(camera)
          .add(camera == null ? null : names.get(camera))
          .add(entry.loggerName())
          .add(entry.message())
          .add(entry.extraJson());
    }
  }
}
