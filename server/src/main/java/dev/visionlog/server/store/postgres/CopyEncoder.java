package dev.visionlog.server.store.postgres;

import dev.visionlog.server.model.LogEntry;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/**
 * Writes entries in the binary format of COPY, in the column order of {@link #COLUMNS}.
 *
 * <p>Format: https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format". An enum is
 * sent as its label, jsonb as a version byte and text, timestamptz as microseconds since 2000-01-01
 * UTC.
 */
final class CopyEncoder {
  static final String COLUMNS =
      "id, time, received_time, camera_id, level, source, logger_name, message, extra_data";

  private static final int COLUMN_COUNT = 9;
  private static final int FLUSH_BYTES = 64 * 1024;
  private static final byte JSONB_VERSION = 1;
  private static final long EPOCH_2000_SECONDS = 946_684_800L;
  private static final byte[] HEADER = header();
  private final CopyIn copy;
  private byte[] buffer = new byte[FLUSH_BYTES + 16 * 1024];
  private int size;

  CopyEncoder(CopyIn copy) {
    this.copy = copy;
    putRaw(HEADER);
  }

  /** Microseconds since 2000-01-01 UTC. */
  static long micros(Instant time) {
    return (time.getEpochSecond() - EPOCH_2000_SECONDS) * 1_000_000 + time.getNano() / 1_000;
  }

  void write(long id, LogEntry entry) throws SQLException {
    putShort(COLUMN_COUNT);
    putLongField(id);
    putLongField(micros(entry.time()));
    putLongField(micros(entry.receivedTime()));
    putOptionalLong(entry.cameraId());
    putField(utf8(entry.level().name()));
    putField(utf8(entry.source()));
    putOptionalText(entry.loggerName());
    putField(utf8(entry.message()));
    putJson(entry.extraJson());
    if (size >= FLUSH_BYTES) {
      flush();
    }
  }

  /** Writes the trailer and sends what is left. The caller ends the copy. */
  void finish() throws SQLException {
    putShort(-1);
    flush();
  }

  private void flush() throws SQLException {
    copy.writeToCopy(buffer, 0, size);
    size = 0;
  }

  private void putOptionalLong(@Nullable Long value) {
    if (value == null) {
      putInt(-1);
    } else {
      putLongField(value);
    }
  }

  private void putOptionalText(String text) {
    if (text.isEmpty()) {
      putInt(-1);
    } else {
      putField(utf8(text));
    }
  }

  private void putJson(@Nullable String json) {
    if (json == null) {
      putInt(-1);
      return;
    }
    byte[] bytes = utf8(json);
    putInt(bytes.length + 1);
    reserve(1);
    buffer[size++] = JSONB_VERSION;
    putRaw(bytes);
  }

  private void putField(byte[] bytes) {
    putInt(bytes.length);
    putRaw(bytes);
  }

  private void putLongField(long value) {
    putInt(Long.BYTES);
    reserve(Long.BYTES);
    for (int shift = 56; shift >= 0; shift -= 8) {
      buffer[size++] = (byte) (value >>> shift);
    }
  }

  private void putInt(int value) {
    reserve(Integer.BYTES);
    for (int shift = 24; shift >= 0; shift -= 8) {
      buffer[size++] = (byte) (value >>> shift);
    }
  }

  private void putShort(int value) {
    reserve(Short.BYTES);
    buffer[size++] = (byte) (value >>> 8);
    buffer[size++] = (byte) value;
  }

  private void putRaw(byte[] bytes) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
  }

  private void reserve(int more) {
    if (size + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] header() {
    byte[] header = new byte[19];
    byte[] signature = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(signature, 0, header, 0, signature.length);
    return header;
  }
}
