package dev.visionlog.server;

import dev.visionlog.server.config.Secret;
import dev.visionlog.server.config.Settings;
import dev.visionlog.server.embedded.EmbeddedPostgres;
import dev.visionlog.server.embedded.EmbeddedPostgresOptions;
import dev.visionlog.server.store.postgres.Database;
import java.util.Optional;

/** The database of the settings: someone else's, or an embedded one that ends with it. */
final class OpenDatabase implements AutoCloseable {
  private final Database database;
  private final Optional<EmbeddedPostgres> embedded;

  private OpenDatabase(Database database, Optional<EmbeddedPostgres> embedded) {
    this.database = database;
    this.embedded = embedded;
  }

  /** Opens and checks it. */
  static OpenDatabase of(Settings settings) {
    OpenDatabase open = settings.database().isEmbedded() ? embedded(settings) : external(settings);
    try {
      open.database.check();
      return open;
    } catch (RuntimeException error) {
      open.close();
      throw error;
    }
  }

  private static OpenDatabase embedded(Settings settings) {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            EmbeddedPostgresOptions.of(settings.dataDir().resolve("postgres"))
                .withPort(settings.database().embeddedPort()));
    Database database =
        Database.open(
            postgres.jdbcUrl(),
            postgres.user(),
            postgres.password(),
            settings.database().poolSize());
    return new OpenDatabase(database, Optional.of(postgres));
  }

  private static OpenDatabase external(Settings settings) {
    Settings.Database given = settings.database();
    Database database =
        Database.open(
            given.jdbcUrl().orElseThrow(),
            given.user().orElse(""),
            given.password().map(Secret::reveal).orElse(""),
            given.poolSize());
    return new OpenDatabase(database, Optional.empty());
  }

  Database database() {
    return database;
  }

  Optional<EmbeddedPostgres> postgres() {
    return embedded;
  }

  @Override
  public void close() {
    database.close();
    embedded.ifPresent(EmbeddedPostgres::close);
  }
}
