package dev.visionlog.benchmarks.ingest;

import com.google.protobuf.Timestamp;
import dev.visionlog.v1.LogEntry;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/** Entries as rows of the table {@code logs}, in the binary format of COPY. For one copy. */
final class BinaryRows {
  private static final long EPOCH_2000_SECONDS = 946_684_800L;
  private static final int COLUMNS = 9;
  private static final int FULL = 64 * 1024;

  private final CopyIn copy;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(FULL * 2);
  private final DataOutputStream rows = new DataOutputStream(bytes);

  BinaryRows(CopyIn copy) {
    this.copy = copy;
    bytes.writeBytes("PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(new byte[8]);
  }

  void add(long id, LogEntry entry) throws SQLException {
    try {
      long time = micros(entry.getTime());
      rows.writeShort(COLUMNS);
      number(id);
      number(time);
      number(time);
      number(entry.getCameraId());
      text(entry.getLevel().name());
      text(entry.getSource());
      text(entry.getLoggerName());
      text(entry.getMessage());
      json(entry.getExtraJson());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    if (bytes.size() >= FULL) {
      flush();
    }
  }

  /** Writes what is left. The caller ends the copy. */
  void finish() throws SQLException {
    bytes.writeBytes(new byte[] {-1, -1});
    flush();
  }

  private void flush() throws SQLException {
    copy.writeToCopy(bytes.toByteArray(), 0, bytes.size());
    bytes.reset();
  }

  private void number(long value) throws IOException {
    rows.writeInt(Long.BYTES);
    rows.writeLong(value);
  }

  private void text(String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    rows.writeInt(utf8.length);
    rows.write(utf8);
  }

  /** After a byte for the version. */
  private void json(String json) throws IOException {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    rows.writeInt(utf8.length + 1);
    rows.writeByte(1);
    rows.write(utf8);
  }

  private static long micros(Timestamp time) {
    return (time.getSeconds() - EPOCH_2000_SECONDS) * 1_000_000 + time.getNanos() / 1_000;
  }
}
