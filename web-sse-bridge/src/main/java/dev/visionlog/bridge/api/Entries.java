package dev.visionlog.bridge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.Timestamp;
import dev.visionlog.bridge.json.ProtoJson;
import dev.visionlog.v1.LogEntry;
import java.io.IOException;
import java.util.List;

/** Entries as they stand in answers. */
final class Entries {
  private Entries() {}

  /** A list of them as the field {@code logs}. */
  static void write(List<LogEntry> entries, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("logs");
    for (LogEntry entry : entries) {
      write(entry, json);
    }
    json.writeEndArray();
  }

  /** One, with its time under the name {@code timestamp} as well. */
  static void write(LogEntry entry, JsonGenerator json) throws IOException {
    json.writeStartObject();
    ProtoJson.writeFields(entry, json);
    time("timestamp", entry.getTime(), json);
    json.writeEndObject();
  }

  /** A field with a time. */
  static void time(String name, Timestamp time, JsonGenerator json) throws IOException {
    json.writeStringField(name, ProtoJson.instant(time).toString());
  }
}
