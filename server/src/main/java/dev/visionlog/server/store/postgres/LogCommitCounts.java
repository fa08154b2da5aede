package dev.visionlog.server.store.postgres;

import dev.visionlog.server.model.LogEntry;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * How many entries a transaction adds or takes away, by what is counted. Not for several threads.
 */
final class LogCommitCounts implements CommitCounts {
  private final Map<CountKey, Long> counts = new LinkedHashMap<>();

  static LogCommitCounts of(Iterable<LogEntry> entries) {
    LogCommitCounts counts = new LogCommitCounts();
    entries.forEach(entry -> counts.add(CountKey.of(entry), 1));
    return counts;
  }

  void add(CountKey key, long count) {
    counts.merge(key, count, Long::sum);
  }

  /** Binds the five arrays of {@code commits}: buckets, levels, sources, cameras, counts. */
  @Override
  public void bind(PreparedStatement statement, int from) throws SQLException {
    bindArray(
        statement, from, "timestamptz", key -> Instant.ofEpochSecond(key.minute() * 60).toString());
    bindArray(statement, from + 1, "log_level", key -> key.level().name());
    bindArray(statement, from + 2, "text", CountKey::source);
    bindArray(statement, from + 3, "int8", CountKey::cameraId);
    Array values = statement.getConnection().createArrayOf("int8", counts.values().toArray());
    statement.setArray(from + 4, values);
  }

  private void bindArray(
      PreparedStatement statement, int index, String type, Function<CountKey, Object> field)
      throws SQLException {
    Object[] values = counts.keySet().stream().map(field).toArray();
    statement.setArray(index, statement.getConnection().createArrayOf(type, values));
  }
}
