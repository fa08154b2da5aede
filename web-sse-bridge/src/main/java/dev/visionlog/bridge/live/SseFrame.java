package dev.visionlog.bridge.live;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import dev.visionlog.bridge.json.ProtoJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Events one after the other, as bytes. An event's data is JSON, which has no line breaks of its
 * own. For one thread.
 */
final class SseFrame {
  private static final byte[] EVENT = bytes("event: ");
  private static final byte[] ID = bytes("\nid: ");
  private static final byte[] DATA = bytes("\ndata: ");
  private static final byte[] END = bytes("\n\n");

  private final ByteString.Output out = ByteString.newOutput(512);

  /** Writes one JSON value. */
  interface Data {
    void write(JsonGenerator json) throws IOException;
  }

  /** How long a browser waits before it connects again. */
  SseFrame retry(int milliseconds) {
    write(bytes("retry: " + milliseconds + "\n\n"));
    return this;
  }

  /** An event that does not move the position. */
  SseFrame event(String name, Data data) {
    write(EVENT);
    write(bytes(name));
    return data(data);
  }

  /** An event after which a browser resumes from this position. */
  SseFrame event(String name, long position, Data data) {
    write(EVENT);
    write(bytes(name));
    write(ID);
    write(bytes(Long.toString(position)));
    return data(data);
  }

  private SseFrame data(Data data) {
    write(DATA);
    try (JsonGenerator json = ProtoJson.generator(out)) {
      data.write(json);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    write(END);
    return this;
  }

  int size() {
    return out.size();
  }

  byte[] toBytes() {
    return out.toByteString().toByteArray();
  }

  private void write(byte[] bytes) {
    out.write(bytes, 0, bytes.length);
  }

  private static byte[] bytes(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }
}
