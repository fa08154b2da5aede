package dev.visionlog.server.filter;

import dev.visionlog.server.model.Level;
import dev.visionlog.server.model.LogEntry;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
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
    String levels =
        Arrays.stream(Level.values())
            .map(level -> "'" + level.name() + "'")
            .collect(Collectors.joining(", "));
    statement.execute("CREATE TYPE log_level AS ENUM (" + levels + ")");
    statement.execute(
        """
        CREATE TABLE l (
          id bigint PRIMARY KEY,
          level log_level NOT NULL,
          message text COLLATE "C" NOT NULL,
          time timestamptz NOT NULL,
          received_time timestamptz NOT NULL,
          camera_id bigint,
          source text COLLATE "C" NOT NULL,
          logger_name text COLLATE "C",
          extra_data jsonb,
          commit_position bigint)
        """);
    statement.execute(
        """
        CREATE TABLE c (
          id bigint PRIMARY KEY,
          level log_level NOT NULL,
          camera_id bigint NOT NULL,
          source text COLLATE "C" NOT NULL)
        """);
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
