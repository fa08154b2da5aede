package dev.visionlog.server.store.postgres;

import dev.visionlog.server.store.SettingsStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Keeps the one row of {@code settings}, and tells other servers when it changes. */
final class PostgresSettingsStore implements SettingsStore {
  private static final String LOAD = "SELECT settings::text, revision FROM settings";

  private static final String INSERT =
      """
      INSERT INTO settings (revision, settings, update_time) VALUES (1, ?::jsonb, clock_timestamp())
      ON CONFLICT DO NOTHING RETURNING settings::text, revision
      """;

  private static final String UPDATE =
      """
      UPDATE settings SET revision = revision + 1, settings = ?::jsonb, update_time = clock_timestamp()
       WHERE revision = ? RETURNING settings::text, revision
      """;

  private final Database database;

  PostgresSettingsStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Stored> load() {
    return database.work(
        handle -> handle.createQuery(LOAD).map((row, context) -> stored(row)).findOne());
  }

  @Override
  public Optional<Stored> save(String json, long expectedRevision) {
    return database.transact(
        handle -> {
          Optional<Stored> saved =
              expectedRevision == 0
                  ? handle
                      .createQuery(INSERT)
                      .bind(0, json)
                      .map((row, context) -> stored(row))
                      .findOne()
                  : handle
                      .createQuery(UPDATE)
                      .bind(0, json)
                      .bind(1, expectedRevision)
                      .map((row, context) -> stored(row))
                      .findOne();
          if (saved.isPresent()) {
            handle.execute("SELECT pg_notify('" + Doorbell.SETTINGS + "', '')");
          }
          return saved;
        });
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(row.getString(1), row.getLong(2));
  }
}
