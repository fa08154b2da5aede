package dev.visionlog.server.store.postgres;

import dev.visionlog.server.model.Metric;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes metrics within a transaction. Those that the database refuses are found by halving, and
 * the others are written. For one thread.
 */
final class MetricInsert<S> {
  private final Connection connection;
  private final MetricTable<S> table;
  private final List<Metric<S>> metrics;
  private final long[] ids;
  private final boolean[] refused;

  /**
   * @param ids of the metrics
   */
  MetricInsert(
      Connection connection, MetricTable<S> table, List<Metric<S>> metrics, List<Long> ids) {
    this.connection = connection;
    this.table = table;
    this.metrics = metrics;
    this.ids = ids.stream().mapToLong(Long::longValue).toArray();
    this.refused = new boolean[ids.size()];
  }

  /** Which of them were refused, by place. */
  boolean[] run() throws SQLException {
    if (!metrics.isEmpty()) {
      write(0, metrics.size());
    }
    return refused;
  }

  private void write(int from, int to) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      insert(from, to);
      connection.releaseSavepoint(before);
    } catch (SQLException error) {
      if (!SqlErrors.isBadData(error)) {
        throw error;
      }
      connection.rollback(before);
      split(from, to);
    }
  }

  private void split(int from, int to) throws SQLException {
    if (to - from == 1) {
      refused[from] = true;
      return;
    }
    int middle = (from + to) / 2;
    write(from, middle);
    write(middle, to);
  }

  private void insert(int from, int to) throws SQLException {
    List<Metric<S>> part = metrics.subList(from, to);
    try (PreparedStatement statement = connection.prepareStatement(table.insert())) {
      bind(statement, 1, "int8", Arrays.stream(ids, from, to).boxed().toArray());
      bind(statement, 2, "timestamptz", part, metric -> metric.time().toString());
      bind(statement, 3, "timestamptz", part, metric -> metric.receivedTime().toString());
      bind(statement, 4, "float8", part, Metric::value);
      int next = 5;
      for (MetricTable.Column<S> column : table.series()) {
        bind(statement, next++, "text", part, metric -> column.value().apply(metric.series()));
      }
      if (table.hasExtra()) {
        bind(statement, next, "text", part, Metric::extraJson);
      }
      statement.executeUpdate();
    }
  }

  private void bind(
      PreparedStatement statement,
      int index,
      String type,
      List<Metric<S>> part,
      Function<Metric<S>, @Nullable Object> field)
      throws SQLException {
    bind(statement, index, type, part.stream().map(field).toArray());
  }

  private void bind(PreparedStatement statement, int index, String type, Object[] values)
      throws SQLException {
    statement.setArray(index, connection.createArrayOf(type, values));
  }
}
