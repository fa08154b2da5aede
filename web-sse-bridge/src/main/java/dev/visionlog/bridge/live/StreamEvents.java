package dev.visionlog.bridge.live;

import com.google.protobuf.FieldMask;
import com.google.protobuf.util.FieldMaskUtil;
import dev.visionlog.bridge.http.Envelope;
import dev.visionlog.bridge.http.HttpError;
import dev.visionlog.bridge.json.ProtoJson;
import dev.visionlog.v1.Settings;
import dev.visionlog.v1.TailGap;
import java.time.Instant;

/** What a stream has to say of itself and of the server, beside the entries. */
final class StreamEvents {
  private static final FieldMask THRESHOLDS =
      FieldMaskUtil.fromFieldNumbers(
          Settings.class,
          Settings.THRESHOLD_FIELD_NUMBER,
          Settings.SOURCE_THRESHOLDS_FIELD_NUMBER,
          Settings.TEMPORARY_THRESHOLDS_FIELD_NUMBER,
          Settings.EFFECTIVE_THRESHOLD_FIELD_NUMBER);

  private StreamEvents() {}

  /** What has been left out. */
  static void gap(TailGap gap, SseFrame frame) {
    frame.event("gap", gap.getToPosition(), json -> ProtoJson.write(gap, json));
  }

  /** Which entries are wanted. */
  static void threshold(Settings settings, SseFrame frame) {
    Settings.Builder shown = Settings.newBuilder();
    FieldMaskUtil.merge(THRESHOLDS, settings, shown);
    frame.event("threshold", json -> ProtoJson.write(shown, json));
  }

  static void away(String reason, SseFrame frame) {
    frame.event(
        "server",
        json -> {
          json.writeStartObject();
          json.writeStringField("state", "away");
          json.writeStringField("message", reason);
          json.writeEndObject();
        });
  }

  static void back(SseFrame frame) {
    frame.event(
        "server",
        json -> {
          json.writeStartObject();
          json.writeStringField("state", "back");
          json.writeEndObject();
        });
  }

  /**
   * A sign of life.
   *
   * @param position from where to resume; negative if that is not known
   */
  static void ping(long position, boolean away, SseFrame frame) {
    SseFrame.Data data =
        json -> {
          json.writeStartObject();
          json.writeStringField("time", Instant.now().toString());
          json.writeStringField("server", away ? "away" : "back");
          json.writeEndObject();
        };
    if (position < 0) {
      frame.event("ping", data);
    } else {
      frame.event("ping", position, data);
    }
  }

  /** The last event of a stream that cannot go on. */
  static void error(HttpError error, SseFrame frame) {
    frame.event(
        "error",
        json -> {
          json.writeStartObject();
          Envelope.fields(error, json);
          json.writeEndObject();
        });
  }
}
