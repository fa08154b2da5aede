package dev.visionlog.server.store.postgres;

import dev.visionlog.server.model.Entry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads values from rows, and what rows do not have. */
final class Rows {
  private Rows() {}

  /** The same entries with their positions. */
  static <E extends Entry<E>> List<E> withPositions(
      Handle handle, EntryTable<E> table, List<E> entries) {
    Map<Long, Long> positions =
        handle
            .createQuery("SELECT l.id, " + table.position() + " FROM unnest(?::bigint[]) AS l(id)")
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

  static @Nullable Long optionalLong(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  static @Nullable Double optionalDouble(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }

  static String emptyIfNull(@Nullable String text) {
    return text == null ? "" : text;
  }
}
