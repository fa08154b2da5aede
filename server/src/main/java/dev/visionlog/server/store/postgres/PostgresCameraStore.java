package dev.visionlog.server.store.postgres;

import dev.visionlog.server.store.CameraStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Keeps {@code cameras}. */
final class PostgresCameraStore implements CameraStore {
  private static final String COLUMNS = "id, name, description, create_time, update_time";

  private static final String CREATE_WITH_ID =
      "INSERT INTO cameras (id, name, description, create_time, update_time) VALUES (?, ?, ?, ?, ?)"
          + " ON CONFLICT DO NOTHING RETURNING "
          + COLUMNS;

  /** Skips ids that people have chosen, but for those so great that none might be left above. */
  private static final String NEXT_ID =
      """
      SELECT greatest(nextval(pg_get_serial_sequence('cameras', 'id')),
                      (SELECT coalesce(max(id), 0) + 1 FROM cameras WHERE id < 1000000000000000))
      """;

  private static final String UPDATE =
      "UPDATE cameras SET name = coalesce(?::text, name), description = coalesce(?::text, description),"
          + " update_time = ? WHERE id = ? RETURNING "
          + COLUMNS;

  private final Database database;

  PostgresCameraStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Camera> create(Optional<Long> id, String name, String description, Instant now) {
    return database.transact(
        handle -> {
          handle.execute("SELECT pg_advisory_xact_lock(7620, 4)");
          return insert(handle, id.orElseGet(() -> nextId(handle)), name, description, now);
        });
  }

  private static long nextId(Handle handle) {
    return handle.createQuery(NEXT_ID).mapTo(Long.class).one();
  }

  private static Optional<Camera> insert(
      Handle handle, long id, String name, String description, Instant now) {
    return handle
        .createQuery(CREATE_WITH_ID)
        .bind(0, id)
        .bind(1, name)
        .bind(2, description)
        .bind(3, utc(now))
        .bind(4, utc(now))
        .map((row, context) -> camera(row))
        .findOne();
  }

  @Override
  public Optional<Camera> get(long id) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT " + COLUMNS + " FROM cameras WHERE id = ?")
                .bind(0, id)
                .map((row, context) -> camera(row))
                .findOne());
  }

  @Override
  public List<Camera> list(long afterId, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT " + COLUMNS + " FROM cameras WHERE id > ? ORDER BY id LIMIT ?")
                .bind(0, afterId)
                .bind(1, limit)
                .map((row, context) -> camera(row))
                .list());
  }

  @Override
  public Optional<Camera> update(
      long id, Optional<String> name, Optional<String> description, Instant now) {
    return database.read(
        handle ->
            handle
                .createQuery(UPDATE)
                .bind(0, name.orElse(null))
                .bind(1, description.orElse(null))
                .bind(2, utc(now))
                .bind(3, id)
                .map((row, context) -> camera(row))
                .findOne());
  }

  @Override
  public boolean delete(long id) {
    return database.read(handle -> handle.execute("DELETE FROM cameras WHERE id = ?", id)) > 0;
  }

  @Override
  public Map<Long, String> names() {
    return database.work(
        handle ->
            handle
                .createQuery("SELECT id, name FROM cameras")
                .map((row, context) -> Map.entry(row.getLong(1), row.getString(2)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static Camera camera(ResultSet row) throws SQLException {
    return new Camera(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        Rows.instant(row, 4),
        Rows.instant(row, 5));
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
