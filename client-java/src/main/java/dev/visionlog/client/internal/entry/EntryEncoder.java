package dev.visionlog.client.internal.entry;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnsafeByteOperations;
import dev.visionlog.client.LogEntry;
import dev.visionlog.client.Loggable;
import dev.visionlog.v1.LogLevel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Writes entries as protobuf, within bounds. */
public final class EntryEncoder {
  private static final int MAX_SOURCE_BYTES = 100;
  private static final int MAX_LOGGER_BYTES = 4096;

  private final String defaultSource;
  private final int maxMessageBytes;
  private final int maxExtraBytes;

  public EntryEncoder(String defaultSource, int maxMessageBytes, int maxExtraBytes) {
    this.defaultSource = defaultSource;
    this.maxMessageBytes = maxMessageBytes;
    this.maxExtraBytes = maxExtraBytes;
  }

  /** The message for an entry; for one that fails to describe itself, a message that says so. */
  public dev.visionlog.v1.LogEntry encode(Loggable loggable) {
    try {
      return encode(loggable.toEntry());
    } catch (RuntimeException | StackOverflowError error) {
      return encode(placeholder(loggable, error));
    }
  }

  private dev.visionlog.v1.LogEntry encode(LogEntry entry) {
    dev.visionlog.v1.LogEntry.Builder encoded =
        dev.visionlog.v1.LogEntry.newBuilder()
            .setLevel(LogLevel.forNumber(entry.level().number()))
            .setMessageBytes(utf8(entry.message(), maxMessageBytes))
            .setTime(timestamp(entry.time()));
    String source = entry.source() == null ? defaultSource : entry.source();
    encoded.setSourceBytes(utf8(source, MAX_SOURCE_BYTES));
    if (entry.cameraId() != null) {
      encoded.setCameraId(entry.cameraId());
    }
    if (entry.loggerName() != null) {
      encoded.setLoggerNameBytes(utf8(entry.loggerName(), MAX_LOGGER_BYTES));
    }
    if (!entry.extra().isEmpty()) {
      encoded.setExtraJsonBytes(
          ByteString.copyFromUtf8(JsonText.bounded(JsonText.write(entry.extra()), maxExtraBytes)));
    }
    return encoded.build();
  }

  private static LogEntry placeholder(Loggable loggable, Throwable error) {
    return LogEntry.of(
        loggable.level(),
        "<an entry of "
            + loggable.getClass().getName()
            + " could not be read: "
            + error.getClass().getName()
            + ">");
  }

  static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  /**
   * The text's bytes, at most so many; one that is longer ends in a mark that says how long it was.
   * Half of a surrogate pair becomes a question mark.
   */
  static ByteString utf8(String text, int maxBytes) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= maxBytes) {
      return UnsafeByteOperations.unsafeWrap(bytes); // Nobody else has them.
    }
    ByteString mark = ByteString.copyFromUtf8("… [cut: " + bytes.length + " bytes]");
    int end = Math.max(0, maxBytes - mark.size());
    while (end > 0 && isContinuation(bytes[end])) {
      end--;
    }
    return ByteString.copyFrom(bytes, 0, end).concat(mark);
  }

  private static boolean isContinuation(byte utf8) {
    return (utf8 & 0xC0) == 0x80;
  }
}
