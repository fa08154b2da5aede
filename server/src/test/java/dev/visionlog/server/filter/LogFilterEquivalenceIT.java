package dev.visionlog.server.filter;

import dev.visionlog.server.model.LogEntry;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Log entries. Some of those without a logger have NULL in its place, some an empty text. */
class LogFilterEquivalenceIT extends FilterEquivalenceContract<LogEntry> {

  LogFilterEquivalenceIT() {
    super(
        EntryFields.LOGS,
        FilterColumns.logs("COALESCE(l.commit_position, 0)"),
        FilterColumns.logCounters());
  }

  @Override
  LongFunction<LogEntry> entries(Random random) {
    return new RandomLogEntries(random)::next;
  }

  @Override
  void createTables(Statement statement) throws SQLException {
    statement.execute(
        """
        CREATE TABLE l AS
        SELECT id, level, message, time, received_time, camera_id, source, logger_name, extra_data,
            0::bigint AS commit_position
          FROM logs
        """);
    statement.execute(
        "CREATE TABLE c AS SELECT 0::bigint AS id, level, camera_id, source FROM log_counts");
  }

  @Override
  String insert() {
    return """
    INSERT INTO l VALUES
      (?, CAST(? AS log_level), ?, ?, ?, ?, ?, ?, CAST(? AS jsonb), NULLIF(?, 0))
    """;
  }

  @Override
  List<@Nullable Object> row(LogEntry entry) {
    boolean hasNoLogger = entry.loggerName().isEmpty() && entry.id() % 2 == 0;
    return Arrays.asList(
        entry.id(),
        entry.level().name(),
        entry.message(),
        utc(entry.time()),
        utc(entry.receivedTime()),
        entry.cameraId(),
        entry.source(),
        hasNoLogger ? null : entry.loggerName(),
        entry.extraJson(),
        entry.position());
  }

  @Override
  String insertCounters() {
    return "INSERT INTO c SELECT id, level, COALESCE(camera_id, -1), source FROM l";
  }
}
