package dev.visionlog.server.store.postgres;

import dev.visionlog.server.model.Metric;
import dev.visionlog.server.model.MetricSpan;
import dev.visionlog.server.store.EntryKey;
import dev.visionlog.server.store.MetricBatch;
import dev.visionlog.server.store.MetricPage;
import dev.visionlog.server.store.MetricSearch;
import dev.visionlog.server.store.MetricStore;
import dev.visionlog.server.store.RecordedMetrics;
import dev.visionlog.server.store.SearchTooLongException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.statement.Query;

/** Keeps the metrics of one table. */
final class PostgresMetricStore<S> implements MetricStore<S> {
  private static final int DELETE_BATCH = 10_000;
  private static final int FIRST_SPANS = 60;

  private static final String RESERVE_IDS =
      "SELECT nextval('metric_ids') FROM generate_series(1, ?)";

  /** Who repeats a request that is under way waits here until it has ended. */
  private static final String CLAIM_REQUEST =
      """
      INSERT INTO create_requests (request_id, kind, ids, create_time)
      VALUES (?, ?, '{}', clock_timestamp())
      ON CONFLICT DO NOTHING
      """;

  private static final String REMEMBER_IDS =
      "UPDATE create_requests SET ids = ? WHERE request_id = ? AND kind = ?";

  private static final String FIND_IDS =
      "SELECT ids FROM create_requests WHERE request_id = ? AND kind = ?";

  private static final String FORGET_REQUESTS =
      "DELETE FROM create_requests WHERE kind = ? AND create_time < ?";

  /** The last figure is looked up for the spans of the page alone. */
  private static final String SPANS =
      """
      SELECT s.*, %1$s
        FROM (SELECT * FROM (
                SELECT date_bin(?::interval, time, '2001-01-01 00:00:00+00') AS span,
                       hash_record_extended(ROW(%2$s), 0) AS series_number,
                       count(*), min(value), max(value), sum(value) / count(*) AS average,
                       max(time) AS last_time, %2$s
                  FROM %3$s WHERE %4$s GROUP BY span, %2$s) AS spans
               WHERE %5$s ORDER BY span DESC, series_number LIMIT ?) AS s,
             LATERAL (SELECT * FROM %3$s AS m
                       WHERE m.time = s.last_time AND %6$s ORDER BY id DESC LIMIT 1) AS m
       ORDER BY s.span DESC, s.series_number
      """;

  private static final String DELETE =
      """
      DELETE FROM %1$s WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM %1$s WHERE time %2$s ? AND received_time < ? ORDER BY time LIMIT ?))
      """;

  private final Database database;
  private final MetricTable<S> table;

  PostgresMetricStore(Database database, MetricTable<S> table) {
    this.database = database;
    this.table = table;
  }

  @Override
  public RecordedMetrics record(MetricBatch<S> batch) {
    return database.transact(handle -> record(handle, batch));
  }

  private RecordedMetrics record(Handle handle, MetricBatch<S> batch) {
    Optional<UUID> request = batch.requestId();
    if (request.isPresent() && handle.execute(CLAIM_REQUEST, request.get(), table.name()) == 0) {
      return new RecordedMetrics(remembered(handle, request.get()), true);
    }
    long[] ids = write(handle, batch);
    request.ifPresent(id -> handle.execute(REMEMBER_IDS, ids, id, table.name()));
    return new RecordedMetrics(ids, false);
  }

  private long[] remembered(Handle handle, UUID request) {
    return handle
        .createQuery(FIND_IDS)
        .bind(0, request)
        .bind(1, table.name())
        .mapTo(long[].class)
        .one();
  }

  private long[] write(Handle handle, MetricBatch<S> batch) {
    List<Long> ids =
        handle.createQuery(RESERVE_IDS).bind(0, batch.metrics().size()).mapTo(Long.class).list();
    long[] all = new long[batch.size()];
    try {
      boolean[] refused =
          new MetricInsert<>(handle.getConnection(), table, batch.metrics(), ids).run();
      for (int i = 0; i < refused.length; i++) {
        all[batch.places()[i]] = refused[i] ? RecordedMetrics.REFUSED : ids.get(i);
      }
    } catch (SQLException error) {
      throw SqlErrors.translate(error);
    }
    return all;
  }

  @Override
  public MetricPage<Metric<S>> list(MetricSearch<S> search, Duration budget) {
    return within(budget, handle -> list(handle, search));
  }

  private MetricPage<Metric<S>> list(Handle handle, MetricSearch<S> search) {
    MetricCondition condition = MetricCondition.of(table, search);
    search.after().ifPresent(key -> condition.and("(time, id) < (?, ?)", key.time(), key.id()));
    String sql =
        "SELECT %s FROM %s AS m WHERE %s ORDER BY time DESC, id DESC LIMIT ?"
            .formatted(table.selection("m"), table.name(), condition.sql());
    try (Query query = handle.createQuery(sql)) {
      int next = condition.bind(query, 0);
      query.bind(next, search.limit() + 1);
      List<Metric<S>> found = query.map((row, context) -> table.read(row, 1)).list();
      return page(found, search.limit(), metric -> new EntryKey(metric.time(), metric.id()));
    }
  }

  private static <T> MetricPage<T> page(List<T> found, int limit, Function<T, EntryKey> key) {
    return found.size() <= limit
        ? new MetricPage<>(found, Optional.empty())
        : new MetricPage<>(found.subList(0, limit), Optional.of(key.apply(found.get(limit - 1))));
  }

  @Override
  public MetricPage<MetricSpan<S>> spans(MetricSearch<S> search, Duration width, Duration budget) {
    return within(budget, handle -> spans(handle, search, width));
  }

  /**
   * Begins at the newest figure that is left, so that no page is empty for a gap in time, and looks
   * at a few spans first: how many series there are in each is not known.
   */
  private MetricPage<MetricSpan<S>> spans(Handle handle, MetricSearch<S> search, Duration width) {
    Optional<Instant> newest = newest(handle, search, width);
    if (newest.isEmpty()) {
      return new MetricPage<>(List.of(), Optional.empty());
    }
    List<MetricSpan<S>> found = new ArrayList<>();
    Instant reached = spanStart(newest.get(), width).plus(width);
    int looked = 0;
    int next = FIRST_SPANS;
    while (found.size() <= search.limit() && looked < search.limit()) {
      int count = Math.min(next, search.limit() - looked);
      Instant from = reached.minus(width.multipliedBy(count));
      found.addAll(spans(handle, search, width, period(search, from, reached)));
      reached = from;
      looked += count;
      next *= 4;
    }
    MetricPage<MetricSpan<S>> page =
        page(found, search.limit(), span -> new EntryKey(span.start(), span.seriesNumber()));
    // What lies further back comes with the next page: after the last series of the last span.
    return page.next().isPresent()
        ? page
        : new MetricPage<>(page.items(), Optional.of(new EntryKey(reached, Long.MAX_VALUE)));
  }

  private MetricCondition period(MetricSearch<S> search, Instant from, Instant to) {
    return MetricCondition.of(table, search).and("time >= ?", from).and("time < ?", to);
  }

  private Optional<Instant> newest(Handle handle, MetricSearch<S> search, Duration width) {
    MetricCondition condition = MetricCondition.of(table, search);
    search
        .after()
        .ifPresent(
            key ->
                condition.and(
                    "time < ?", key.id() == Long.MAX_VALUE ? key.time() : key.time().plus(width)));
    String sql =
        "SELECT time FROM %s WHERE %s ORDER BY time DESC, id DESC LIMIT 1"
            .formatted(table.name(), condition.sql());
    try (Query query = handle.createQuery(sql)) {
      condition.bind(query, 0);
      return query.map((row, context) -> Rows.instant(row, 1)).findOne();
    }
  }

  /** Where the span begins that a time lies in. */
  private static Instant spanStart(Instant time, Duration width) {
    Duration since = Duration.between(ORIGIN, time);
    long whole = since.dividedBy(width);
    Instant start = ORIGIN.plus(width.multipliedBy(whole));
    return start.isAfter(time) ? start.minus(width) : start;
  }

  private List<MetricSpan<S>> spans(
      Handle handle, MetricSearch<S> search, Duration width, MetricCondition period) {
    MetricCondition place = new MetricCondition();
    search
        .after()
        .ifPresent(
            key ->
                place.and(
                    "(span < ? OR span = ? AND series_number > ?)",
                    key.time(),
                    key.time(),
                    key.id()));
    String series =
        String.join(
            " AND ",
            table.series().stream().map(c -> "m." + c.name() + " = s." + c.name()).toList());
    String sql =
        SPANS.formatted(
            table.selection("m"),
            table.seriesNames(),
            table.name(),
            period.sql(),
            place.sql(),
            series);
    try (Query query = handle.createQuery(sql)) {
      query.bind(0, width.toString());
      int next = place.bind(query, period.bind(query, 1));
      query.bind(next, search.limit() + 1);
      return query.map((row, context) -> span(row)).list();
    }
  }

  private MetricSpan<S> span(ResultSet row) throws SQLException {
    return new MetricSpan<>(
        Rows.instant(row, 1),
        row.getLong(2),
        table.read(row, 8 + table.series().size()),
        row.getLong(3),
        row.getDouble(4),
        row.getDouble(5),
        row.getDouble(6));
  }

  private <T> T within(Duration budget, HandleCallback<T, RuntimeException> search) {
    try {
      return database.transact(
          handle -> {
            Budget.limit(handle, budget);
            return search.withHandle(handle);
          });
    } catch (RuntimeException error) {
      throw SqlErrors.is(error, SqlErrors.QUERY_CANCELED)
          ? new SearchTooLongException(error)
          : error;
    }
  }

  @Override
  public void forgetRequests(Instant before) {
    database.read(
        handle -> handle.execute(FORGET_REQUESTS, table.name(), before.atOffset(ZoneOffset.UTC)));
  }

  @Override
  public long deleteReceivedBefore(Instant moment, Instant now, BooleanSupplier cancelled) {
    return delete("<", moment, moment, cancelled) + delete(">=", now, moment, cancelled);
  }

  private long delete(String operator, Instant time, Instant moment, BooleanSupplier cancelled) {
    String sql = DELETE.formatted(table.name(), operator);
    long all = 0;
    int deleted = DELETE_BATCH;
    while (deleted == DELETE_BATCH && !cancelled.getAsBoolean()) {
      deleted = database.read(handle -> delete(handle, sql, time, moment));
      all += deleted;
    }
    return all;
  }

  private static int delete(Handle handle, String sql, Instant time, Instant moment) {
    return handle.execute(
        sql, time.atOffset(ZoneOffset.UTC), moment.atOffset(ZoneOffset.UTC), DELETE_BATCH);
  }
}
