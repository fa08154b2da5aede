package dev.visionlog.server.store.postgres;

import dev.visionlog.server.store.WriterStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Reads {@code writers}. */
final class PostgresWriterStore implements WriterStore {
  private static final String SELECT =
      """
      SELECT writer_id, kind, writer_name, last_sequence, stored_batches, stored_entries,
             first_write_time, last_write_time
        FROM writers
      """;

  private static final String LIST =
      SELECT + "ORDER BY last_write_time DESC, writer_id, kind LIMIT ? OFFSET ?";

  private static final String INCOMPLETE =
      SELECT + "WHERE last_sequence > stored_batches ORDER BY last_write_time DESC LIMIT ?";

  private final Database database;

  PostgresWriterStore(Database database) {
    this.database = database;
  }

  @Override
  public List<Writer> list(int skip, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(LIST)
                .bind(0, limit)
                .bind(1, skip)
                .map((row, context) -> writer(row))
                .list());
  }

  @Override
  public List<Writer> incomplete(int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(INCOMPLETE)
                .bind(0, limit)
                .map((row, context) -> writer(row))
                .list());
  }

  private static Writer writer(ResultSet row) throws SQLException {
    return new Writer(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        Rows.instant(row, 7),
        Rows.instant(row, 8));
  }
}
