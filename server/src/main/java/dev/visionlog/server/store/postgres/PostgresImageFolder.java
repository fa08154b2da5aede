package dev.visionlog.server.store.postgres;

import dev.visionlog.server.image.StoreIdentity;
import java.util.UUID;

/** The id of the folder with the images. It changes only while there are none. */
final class PostgresImageFolder implements StoreIdentity {
  private static final String CLAIM =
      """
      INSERT INTO image_folder (id) VALUES (?)
          ON CONFLICT (only_row) DO UPDATE SET id = excluded.id
       WHERE NOT EXISTS (SELECT FROM predictions WHERE image_path IS NOT NULL)
      """;

  private final Database database;

  PostgresImageFolder(Database database) {
    this.database = database;
  }

  @Override
  public UUID claim(UUID folder) {
    return database.transact(
        handle -> {
          handle.execute(CLAIM, folder);
          return handle.createQuery("SELECT id FROM image_folder").mapTo(UUID.class).one();
        });
  }
}
