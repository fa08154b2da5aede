package dev.visionlog.server.store.postgres;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.image.ImageRow;
import dev.visionlog.server.image.ImageRows;
import dev.visionlog.server.store.PredictionSums;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * The images of predictions. They age from the moment when their prediction was received, so that
 * what comes late is not deleted at once.
 */
final class PostgresImageRows implements ImageRows {

  /** A path has the second of its prediction, by which an index finds the row. */
  private static final Pattern SECOND = Pattern.compile("pred_(\\d{8}_\\d{6})_[^/]*$");

  private static final DateTimeFormatter SECOND_FORMAT =
      DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss");

  private static final String WANTED =
      """
      unnest(?::text[], ?::timestamptz[]) AS wanted(path, second)
        JOIN predictions AS l ON l.time >= wanted.second AND l.time < wanted.second + interval '1 second'
                             AND l.image_path = wanted.path
      """;

  private static final String KNOWN = "SELECT l.image_path FROM " + WANTED;

  private static final String OLDEST =
      """
      SELECT l.id, l.image_path, l.received_time, l.image_size_bytes
        FROM predictions AS l
       WHERE l.image_path IS NOT NULL AND (l.received_time, l.id) > (?::timestamptz, ?)
       ORDER BY l.received_time, l.id LIMIT ?
      """;

  private static final String NEWEST =
      """
      SELECT l.id, l.image_path, l.received_time, l.image_size_bytes
        FROM predictions AS l
       WHERE l.image_path IS NOT NULL ORDER BY l.received_time DESC, l.id DESC LIMIT 1
      """;

  private static final String MARK =
      """
      WITH found AS (SELECT l.id AS found_id, %s FROM %s FOR UPDATE OF l),
           marked AS (UPDATE predictions AS p
                         SET image_path = NULL, image_size_bytes = 0, image_width = 0, image_height = 0,
                             image_missing_reason = ?
                        FROM found WHERE p.id = found.found_id AND p.time = found.time)
      SELECT * FROM found
      """;

  private static final String TOTAL = "SELECT coalesce(sum(c.image_bytes), 0)";

  private final Database database;
  private final Runnable doorbell;

  /**
   * @param doorbell rung after a change has taken a position
   */
  PostgresImageRows(Database database, Runnable doorbell) {
    this.database = database;
    this.doorbell = doorbell;
  }

  @Override
  public Set<String> known(Collection<String> paths) {
    Seconds seconds = Seconds.of(paths);
    return database.read(
        handle -> {
          try (Query query = handle.createQuery(KNOWN)) {
            seconds.bind(handle, query);
            return new HashSet<>(query.mapTo(String.class).list());
          }
        });
  }

  @Override
  public List<ImageRow> oldestFirst(@Nullable ImageRow after, int limit) {
    String time = after == null ? "-infinity" : after.time().toString();
    return database.read(
        handle ->
            handle
                .createQuery(OLDEST)
                .bind(0, time)
                .bind(1, after == null ? 0 : after.id())
                .bind(2, limit)
                .map((row, context) -> row(row))
                .list());
  }

  @Override
  public Optional<ImageRow> newest() {
    return database.read(
        handle ->
            handle.createQuery(NEWEST).map((row, context) -> PostgresImageRows.row(row)).findOne());
  }

  private static ImageRow row(ResultSet row) throws SQLException {
    return new ImageRow(row.getLong(1), row.getString(2), Rows.instant(row, 3), row.getLong(4));
  }

  @Override
  public long totalBytes() {
    return database.read(
        handle -> {
          try (Query query =
              new Counters(handle, PredictionTable.PREDICTIONS)
                  .query(TOTAL, "", Filter.ALL, Span.ALL, CountSpans.LONGEST)) {
            return query.mapTo(Long.class).one();
          }
        });
  }

  @Override
  public void markMissing(Collection<String> paths) {
    mark(paths, "The file is not there any more");
  }

  @Override
  public void markExpired(Collection<String> paths) {
    mark(paths, "The image was deleted by retention");
  }

  /** The rows are about to go too. */
  void markDeleted(Collection<String> paths) {
    mark(paths, "The image was deleted with its prediction");
  }

  /** With the counts, in one transaction. */
  private void mark(Collection<String> paths, String reason) {
    Seconds seconds = Seconds.of(paths);
    boolean some =
        database.transact(
            handle -> {
              List<CountedPrediction> marked = mark(handle, seconds, reason);
              if (marked.isEmpty()) {
                return false;
              }
              PredictionCommitCounts counts = new PredictionCommitCounts();
              for (CountedPrediction each : marked) {
                counts.add(each.key(), PredictionSums.withoutImage(each.sums().imageBytes()));
              }
              CountChange.commit(handle, TableNames.PREDICTIONS, counts);
              return true;
            });
    if (some) {
      doorbell.run();
    }
  }

  private static List<CountedPrediction> mark(Handle handle, Seconds seconds, String reason) {
    try (Query query = handle.createQuery(MARK.formatted(CountedPrediction.COUNTED, WANTED))) {
      seconds.bind(handle, query);
      return query.bind(2, reason).map((row, context) -> CountedPrediction.read(row, 1)).list();
    }
  }

  /** Paths, and the second that each of them names. */
  private record Seconds(List<Object> paths, List<Object> seconds) {

    static Seconds of(Collection<String> paths) {
      List<Object> known = new ArrayList<>();
      List<Object> seconds = new ArrayList<>();
      for (String path : paths) {
        Matcher second = SECOND.matcher(path);
        if (second.find()) {
          known.add(path);
          seconds.add(time(second.group(1)).toString());
        }
      }
      return new Seconds(known, seconds);
    }

    private static Instant time(String second) {
      return LocalDateTime.parse(second, SECOND_FORMAT).toInstant(ZoneOffset.UTC);
    }

    void bind(Handle handle, Query query) {
      query
          .bindBySqlType(0, Counters.array(handle, "text", paths), Types.ARRAY)
          .bindBySqlType(1, Counters.array(handle, "timestamptz", seconds), Types.ARRAY);
    }
  }
}
