package dev.visionlog.server.store.postgres;

import dev.visionlog.server.model.Level;
import dev.visionlog.server.model.LogEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads entries from rows of {@code logs AS l}. */
final class LogRows {
  /** The columns, without the position. */
  static final String COLUMNS =
      "l.id, l.time, l.received_time, l.camera_id, l.level, l.source, l.logger_name, l.message, l.extra_data::text";

  /** The position of a row: where its id lies in the commit that has it; 0 if that is forgotten. */
  static final String POSITION =
      """
      coalesce((SELECT CASE WHEN l.id < k.first_id + k.entries
                            THEN k.position - k.entries + 1 + l.id - k.first_id END
                  FROM commits AS k WHERE k.first_id <= l.id ORDER BY k.first_id DESC LIMIT 1), 0)""";

  private LogRows() {}

  /** Reads {@link #COLUMNS}, followed by a position. */
  static LogEntry read(ResultSet row) throws SQLException {
    return new LogEntry(
        row.getLong(1),
        Level.valueOf(row.getString(5)),
        row.getString(8),
        instant(row, 2),
        instant(row, 3),
        optionalLong(row, 4),
        row.getString(6),
        emptyIfNull(row.getString(7)),
        row.getString(9),
        row.getLong(10));
  }

  static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable Instant optionalInstant(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static @Nullable Long optionalLong(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  private static String emptyIfNull(@Nullable String text) {
    return text == null ? "" : text;
  }
}
