package dev.visionlog.server.store.postgres;

import dev.visionlog.server.model.Level;
import dev.visionlog.server.model.LogEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
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

  private static final String POSITIONS =
      "SELECT l.id, " + POSITION + " FROM unnest(?::bigint[]) AS l(id)";

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

  /** The same entries with their positions. */
  static List<LogEntry> withPositions(Handle handle, List<LogEntry> entries) {
    Map<Long, Long> positions =
        handle
            .createQuery(POSITIONS)
            .bind(
                0,
                entries.stream()
                    .map(entry -> String.valueOf(entry.id()))
                    .collect(Collectors.joining(",", "{", "}")))
            .map((row, context) -> Map.entry(row.getLong(1), row.getLong(2)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return entries.stream()
        .map(entry -> entry.committedAs(entry.id(), positions.getOrDefault(entry.id(), 0L)))
        .toList();
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
