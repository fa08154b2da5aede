package dev.visionlog.server.store.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/**
 * Writes rows in the binary format of COPY: a row's fields one after the other.
 *
 * <p>Format: https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format". An enum is
 * sent as its label, jsonb as a version byte and text, timestamptz as microseconds since 2000-01-01
 * UTC, an array as in array_send.
 */
final class CopyEncoder {
  private static final int FLUSH_BYTES = 64 * 1024;
  private static final byte JSONB_VERSION = 1;
  private static final int TEXT_OID = 25;
  private static final int FLOAT8_OID = 701;
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

  /** Begins a row; as many fields must follow. */
  void row(int columns) throws SQLException {
    if (size >= FLUSH_BYTES) {
      flush();
    }
    putShort(columns);
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

  void nothing() {
    putInt(-1);
  }

  void number(long value) {
    putInt(Long.BYTES);
    putLong(value);
  }

  void optionalNumber(@Nullable Long value) {
    if (value == null) {
      nothing();
    } else {
      number(value);
    }
  }

  void smallNumber(int value) {
    putInt(Integer.BYTES);
    putInt(value);
  }

  void optionalDecimal(@Nullable Double value) {
    if (value == null) {
      nothing();
    } else {
      number(Double.doubleToLongBits(value));
    }
  }

  void truth(boolean value) {
    putInt(1);
    reserve(1);
    buffer[size++] = (byte) (value ? 1 : 0);
  }

  void time(Instant time) {
    number(micros(time));
  }

  void text(String text) {
    putField(utf8(text));
  }

  /** NULL for an empty text. */
  void optionalText(String text) {
    if (text.isEmpty()) {
      nothing();
    } else {
      text(text);
    }
  }

  void texts(List<String> texts) {
    int start = beginArray(TEXT_OID, texts.size());
    texts.forEach(this::text);
    endArray(start);
  }

  void decimals(List<Double> values) {
    int start = beginArray(FLOAT8_OID, values.size());
    values.forEach(this::optionalDecimal);
    endArray(start);
  }

  /**
   * The header of an array: dimensions, a flag for NULLs, the type, and the bounds of the one
   * dimension there is.
   */
  private int beginArray(int elementType, int length) {
    putInt(0);
    int start = size;
    putInt(length == 0 ? 0 : 1);
    putInt(0);
    putInt(elementType);
    if (length > 0) {
      putInt(length);
      putInt(1);
    }
    return start;
  }

  private void endArray(int start) {
    int end = size;
    size = start - Integer.BYTES;
    putInt(end - start);
    size = end;
  }

  void json(@Nullable String json) {
    if (json == null) {
      nothing();
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

  private void putLong(long value) {
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
