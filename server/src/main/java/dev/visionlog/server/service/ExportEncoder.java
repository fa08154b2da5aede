package dev.visionlog.server.service;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import dev.visionlog.server.model.LogEntry;
import dev.visionlog.v1.ExportFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes entries as the lines of a file. Immutable. */
abstract class ExportEncoder {
  private final CameraNames cameras;

  private ExportEncoder(CameraNames cameras) {
    this.cameras = cameras;
  }

  static ExportEncoder of(ExportFormat format, CameraNames cameras) {
    return switch (format) {
      case EXPORT_FORMAT_UNSPECIFIED, EXPORT_FORMAT_NDJSON -> new Ndjson(cameras);
      case EXPORT_FORMAT_CSV -> new Csv(cameras);
      case UNRECOGNIZED ->
          throw ApiErrors.badField("format", "is none of EXPORT_FORMAT_NDJSON, EXPORT_FORMAT_CSV");
    };
  }

  /**
   * @param first whether these are the first lines of the file
   */
  ByteString encode(List<LogEntry> entries, boolean first) {
    ByteString.Output out = ByteString.newOutput(Math.max(128, entries.size() * 256));
    Map<Long, String> names = cameras.all();
    try {
      write(entries, names, first, out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteString();
  }

  abstract void write(
      List<LogEntry> entries, Map<Long, String> names, boolean first, ByteString.Output out)
      throws IOException;

  /** A JSON object a line. Empty fields are left out. */
  private static final class Ndjson extends ExportEncoder {
    private static final JsonFactory FACTORY =
        JsonFactory.builder()
            .disable(com.fasterxml.jackson.core.StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    Ndjson(CameraNames cameras) {
      super(cameras);
    }

    @Override
    void write(
        List<LogEntry> entries, Map<Long, String> names, boolean first, ByteString.Output out)
        throws IOException {
      try (JsonGenerator json = FACTORY.createGenerator(out)) {
        json.setRootValueSeparator(null);
        for (LogEntry entry : entries) {
          write(entry, names, json);
          json.writeRaw('\n');
        }
      }
    }

    private static void write(LogEntry entry, Map<Long, String> names, JsonGenerator json)
        throws IOException {
      json.writeStartObject();
      json.writeNumberField("id", entry.id());
      json.writeStringField("time", entry.time().toString());
      json.writeStringField("received_time", entry.receivedTime().toString());
      json.writeStringField("level", entry.level().name());
      json.writeStringField("source", entry.source());
      Long camera = entry.cameraId();
      if (camera != null) {
        json.writeNumberField("camera_id", camera);
        if (names.containsKey(camera)) {
          json.writeStringField("camera_name", names.get(camera));
        }
      }
      if (!entry.loggerName().isEmpty()) {
        json.writeStringField("logger_name", entry.loggerName());
      }
      json.writeStringField("message", entry.message());
      if (entry.extraJson() != null) {
        json.writeFieldName("extra_data");
        json.writeRawValue(entry.extraJson());
      }
      json.writeEndObject();
    }
  }

  /** RFC 4180. */
  private static final class Csv extends ExportEncoder {
    private static final String HEADER =
        "id,time,received_time,level,source,camera_id,camera_name,logger_name,message,extra_data\r\n";

    Csv(CameraNames cameras) {
      super(cameras);
    }

    @Override
    void write(
        List<LogEntry> entries, Map<Long, String> names, boolean first, ByteString.Output out)
        throws IOException {
      StringBuilder lines = new StringBuilder(first ? HEADER : "");
      for (LogEntry entry : entries) {
        write(entry, names, lines);
      }
      out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void write(LogEntry entry, Map<Long, String> names, StringBuilder line) {
      Long camera = entry.cameraId();
      line.append(entry.id()).append(',');
      line.append(entry.time()).append(',');
      line.append(entry.receivedTime()).append(',');
      line.append(entry.level()).append(',');
      text(entry.source(), line).append(',');
      line.append(camera == null ? "" : camera.toString()).append(',');
      text(camera == null ? "" : names.getOrDefault(camera, ""), line).append(',');
      text(entry.loggerName(), line).append(',');
      text(entry.message(), line).append(',');
      text(entry.extraJson() == null ? "" : entry.extraJson(), line).append("\r\n");
    }

    private static StringBuilder text(String text, StringBuilder line) {
      boolean quote =
          text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
              || text.startsWith(" ")
              || text.endsWith(" ");
      return quote
          ? line.append('"').append(text.replace("\"", "\"\"")).append('"')
          : line.append(text);
    }
  }
}
