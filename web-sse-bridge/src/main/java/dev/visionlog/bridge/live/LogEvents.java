package dev.visionlog.bridge.live;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.visionlog.bridge.json.ProtoJson;
import dev.visionlog.v1.LogEntry;
import java.io.IOException;

/** Log entries as events. */
final class LogEvents {
  private static final int BEGINNING = 100;

  private LogEvents() {}

  /** {@code log}: the whole entry. */
  record Whole(LogEntry entry) implements TailMessage.Event {
    @Override
    public long position() {
      return entry.getPosition();
    }

    @Override
    public void writeTo(SseFrame frame) {
      frame.event("log", position(), json -> ProtoJson.write(entry, json));
    }
  }

  /** {@code log_entry_created}: enough to know that there is something to fetch. */
  record Created(LogEntry entry) implements TailMessage.Event {
    @Override
    public long position() {
      return entry.getPosition();
    }

    @Override
    public void writeTo(SseFrame frame) {
      frame.event("log_entry_created", position(), this::write);
    }

    private void write(JsonGenerator json) throws IOException {
      json.writeStartObject();
      json.writeNumberField("log_id", entry.getId());
      json.writeStringField("level", entry.getLevel().name());
      json.writeStringField("source", entry.getSource());
      if (entry.hasCameraId()) {
        json.writeNumberField("camera_id", entry.getCameraId());
      } else {
        json.writeNullField("camera_id");
      }
      json.writeStringField("message", beginning(entry.getMessage()));
      json.writeStringField("timestamp", ProtoJson.instant(entry.getTime()).toString());
      json.writeEndObject();
    }
  }

  /** The first hundred characters, none of them cut in half. */
  private static String beginning(String message) {
    return message.codePointCount(0, message.length()) <= BEGINNING
        ? message
        : message.substring(0, message.offsetByCodePoints(0, BEGINNING));
  }
}
