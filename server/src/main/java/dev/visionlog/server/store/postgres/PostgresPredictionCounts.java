package dev.visionlog.server.store.postgres;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.model.Prediction;
import dev.visionlog.server.store.PredictionCounts;
import dev.visionlog.server.store.PredictionSums;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Counts from {@code prediction_counts}. */
final class PostgresPredictionCounts implements PredictionCounts {
  private static final PredictionTable TABLE = PredictionTable.PREDICTIONS;

  private static final String KEYS =
      "c.edge_device_id, c.camera_id, c.model_name, c.model_version, c.model_stage,"
          + " c.defect_detected, c.defect_type, c.status";

  private static final String SUMS =
      "sum(c.count), sum(c.confidence_count), sum(c.confidence_nanos), sum(c.inference_count),"
          + " sum(c.inference_micros), sum(c.image_count), sum(c.image_bytes)";

  private final Database database;

  PostgresPredictionCounts(Database database) {
    this.database = database;
  }

  @Override
  public Stats stats(Filter filter, Optional<Instant> start, Optional<Instant> end) {
    Span period = Span.of(start.orElse(Span.BEGINNING), end);
    return database.snapshot(
        TABLE.names(),
        handle -> {
          TimeEdges edges = TimeEdges.of(handle, TABLE, filter, period);
          return new Stats(counts(handle, filter, period), edges.first(), edges.last());
        });
  }

  private static List<Counts> counts(Handle handle, Filter filter, Span period) {
    try (Query query =
        new Counters(handle, TABLE)
            .query(
                "SELECT " + KEYS + ", " + SUMS,
                "GROUP BY " + KEYS + " " + Counters.HAVING_SOME,
                filter,
                period,
                CountSpans.LONGEST)) {
      return query.map((row, context) -> counts(row)).list();
    }
  }

  private static Counts counts(ResultSet row) throws SQLException {
    long camera = row.getLong(2);
    return new Counts(
        row.getString(1),
        camera == CountKey.NO_CAMERA ? null : camera,
        new Prediction.Model(row.getString(3), row.getString(4), row.getString(5)),
        row.getBoolean(6),
        row.getString(7),
        row.getString(8),
        sums(row, 9));
  }

  private static PredictionSums sums(ResultSet row, int from) throws SQLException {
    return new PredictionSums(
        row.getLong(from),
        row.getLong(from + 1),
        row.getLong(from + 2),
        row.getLong(from + 3),
        row.getLong(from + 4),
        row.getLong(from + 5),
        row.getLong(from + 6));
  }

  @Override
  public List<SpanCounts> histogram(
      Filter filter, Instant start, Duration width, int buckets, GroupBy groupBy) {
    String select =
        "SELECT c.period, "
            + group(groupBy)
            + " AS grp, c.defect_detected, c.status = '"
            + Prediction.SUCCESS
            + "' AS success, "
            + SUMS;
    return database.read(
        handle -> {
          try (Query query =
              new Counters(handle, TABLE)
                  .query(
                      select,
                      "GROUP BY c.period, grp, c.defect_detected, success " + Counters.HAVING_SOME,
                      filter,
                      Span.equal(start, width, buckets),
                      CountSpans.LONGEST)) {
            return query.map((row, context) -> span(row)).list();
          }
        });
  }

  private static String group(GroupBy groupBy) {
    return groupBy == GroupBy.CAMERA_ID
        ? "coalesce(nullif(c.camera_id, -1)::text, '')"
        : "c." + groupBy.name().toLowerCase(Locale.ROOT);
  }

  private static SpanCounts span(ResultSet row) throws SQLException {
    return new SpanCounts(
        row.getInt(1), row.getString(2), row.getBoolean(3), row.getBoolean(4), sums(row, 5));
  }
}
