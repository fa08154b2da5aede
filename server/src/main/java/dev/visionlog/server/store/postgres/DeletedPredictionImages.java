package dev.visionlog.server.store.postgres;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.store.Deleted;
import dev.visionlog.server.store.DeletedImages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Deletes the image files of predictions that are deleted. For all threads. */
final class DeletedPredictionImages implements DeletedImages {
  private static final int PAGE = 500;

  private final Database database;
  private final PostgresStores.ImageFiles files;
  private final PostgresImageRows rows;

  DeletedPredictionImages(Database database, PostgresStores.ImageFiles files, Runnable doorbell) {
    this.database = database;
    this.files = files;
    this.rows = new PostgresImageRows(database, doorbell);
  }

  @Override
  public void deleteFiles(List<String> paths) {
    List<String> different = paths.stream().distinct().toList();
    for (int from = 0; from < different.size(); from += PAGE) {
      List<String> some = different.subList(from, Math.min(from + PAGE, different.size()));
      List<String> gone = new ArrayList<>(some);
      gone.removeAll(rows.known(some));
      gone.forEach(files::delete);
    }
  }

  /**
   * The rows say first that they have no image: what a crash leaves behind is a file without one.
   */
  @Override
  public Deleted deleteOf(Filter filter, Optional<Instant> receivedBefore) {
    Deleted deleted = Deleted.NOTHING;
    List<Image> page;
    do {
      page = database.read(handle -> page(handle, filter, receivedBefore));
      List<String> paths = page.stream().map(Image::path).distinct().toList();
      if (!paths.isEmpty()) {
        rows.markDeleted(paths);
        paths.forEach(files::delete);
      }
      deleted =
          deleted.plus(new Deleted(0, page.size(), page.stream().mapToLong(Image::bytes).sum()));
    } while (page.size() == PAGE);
    return deleted;
  }

  private record Image(String path, long bytes) {}

  private static List<Image> page(Handle handle, Filter filter, Optional<Instant> receivedBefore) {
    EntryCondition condition =
        EntryCondition.of(handle, PredictionTable.PREDICTIONS, filter)
            .and("l.image_path IS NOT NULL");
    receivedBefore.ifPresent(moment -> condition.and("l.received_time < ?", moment));
    String sql =
        "SELECT l.image_path, l.image_size_bytes FROM predictions AS l WHERE "
            + condition.sql()
            + " LIMIT "
            + PAGE;
    try (Query query = handle.createQuery(sql)) {
      condition.bind(query, 0);
      return query.map((row, context) -> new Image(row.getString(1), row.getLong(2))).list();
    }
  }
}
