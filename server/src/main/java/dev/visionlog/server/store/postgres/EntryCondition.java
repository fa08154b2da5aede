package dev.visionlog.server.store.postgres;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.filter.FilterFields;
import dev.visionlog.server.filter.FilterSql;
import dev.visionlog.server.filter.PositionRange;
import dev.visionlog.server.filter.SqlCondition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** A WHERE clause for the rows {@code l} of a table and its bindings. Not for several threads. */
final class EntryCondition {
  /**
   * The ids and times that the commits of some positions have: far cheaper to find than positions.
   */
  private static final String COMMITS_BETWEEN =
      """
      SELECT min(first_id), max(first_id + entries), min(first_time), max(last_time)
        FROM %s WHERE position >= ? AND position - entries + 1 <= ?
      """;

  private final StringBuilder sql;
  private final List<Object> bindings;

  /** The commit that has an id, if it is not forgotten. */
  private static final String COMMIT_OF =
      """
      SELECT first_id, first_id + entries, first_time, last_time
        FROM %s WHERE first_id <= ? AND first_id + entries > ? ORDER BY first_id DESC LIMIT 1
      """;

  private EntryCondition(String sql, List<Object> bindings) {
    this.sql = new StringBuilder("(" + sql + ")");
    this.bindings = new ArrayList<>(bindings);
  }

  static EntryCondition of(Handle handle, EntryTable<?> table, Filter filter) {
    SqlCondition compiled = FilterSql.compile(filter, table.columns());
    EntryCondition condition = new EntryCondition(compiled.sql(), compiled.bindings());
    PositionRange positions = FilterFields.positionRange(filter);
    return positions.equals(PositionRange.ALL)
        ? condition
        : condition.withinCommits(handle, table, positions);
  }

  /** For the one row with an id: the times of its commit tell in which partitions it can be. */
  static EntryCondition ofId(Handle handle, EntryTable<?> table, long id) {
    EntryCondition condition = new EntryCondition("l.id = ?", List.of(id));
    return handle
        .createQuery(COMMIT_OF.formatted(table.names().commits()))
        .bind(0, id)
        .bind(1, id)
        .map((row, context) -> condition.withinCommits(row))
        .findOne()
        .orElse(condition);
  }

  private EntryCondition withinCommits(
      Handle handle, EntryTable<?> table, PositionRange positions) {
    return handle
        .createQuery(COMMITS_BETWEEN.formatted(table.names().commits()))
        .bind(0, positions.first())
        .bind(1, positions.last())
        .map((row, context) -> withinCommits(row))
        .one();
  }

  private EntryCondition withinCommits(ResultSet row) throws SQLException {
    OffsetDateTime firstTime = row.getObject(3, OffsetDateTime.class);
    if (firstTime == null) {
      return and("false");
    }
    return and("l.id >= ?", row.getLong(1))
        .and("l.id < ?", row.getLong(2))
        .and("l.time >= ?", firstTime)
        .and("l.time <= ?", row.getObject(4, OffsetDateTime.class));
  }

  EntryCondition and(String term, Object... values) {
    sql.append(" AND ").append(term);
    for (Object value : values) {
      bindings.add(value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
    }
    return this;
  }

  String sql() {
    return sql.toString();
  }

  /** Binds the clause's values from the given place on; returns the place after them. */
  <S extends SqlStatement<S>> int bind(S statement, int from) {
    int next = from;
    for (Object value : bindings) {
      statement.bind(next++, value);
    }
    return next;
  }
}
