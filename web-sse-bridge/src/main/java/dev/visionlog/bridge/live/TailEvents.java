package dev.visionlog.bridge.live;

import com.google.protobuf.Timestamp;
import dev.visionlog.bridge.json.ProtoJson;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.TailGap;

/** How entries and gaps become events. */
enum TailEvents {
  /** {@code log} with the whole entry, and {@code gap}. */
  WHOLE {
    @Override
    void entry(LogEntry entry, SseFrame frame) {
      frame.event("log", entry.getPosition(), json -> ProtoJson.write(entry, json));
    }
  },

  /** {@code log_entry_created}: enough to know that there is something to fetch. */
  COMPACT {
    @Override
    void entry(LogEntry entry, SseFrame frame) {
      frame.event(
          "log_entry_created",
          entry.getPosition(),
          json -> {
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
            json.writeStringField("timestamp", time(entry.getTime()));
            json.writeEndObject();
          });
    }
  };

  private static final int BEGINNING = 100;

  abstract void entry(LogEntry entry, SseFrame frame);

  void gap(TailGap gap, SseFrame frame) {
    frame.event("gap", gap.getToPosition(), json -> ProtoJson.write(gap, json));
  }

  private static String time(Timestamp time) {
    return ProtoJson.instant(time).toString();
  }

  /** The first hundred characters, none of them cut in half. */
  private static String beginning(String message) {
    return message.codePointCount(0, message.length()) <= BEGINNING
        ? message
        : message.substring(0, message.offsetByCodePoints(0, BEGINNING));
  }
}
