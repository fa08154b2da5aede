package dev.visionlog.benchmarks.ingest;

import dev.visionlog.v1.LogEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a log handler does by itself: one INSERT an entry into the same table, each committed. */
record InsertCandidate(String name, Connection connection) implements Candidate {
  private static final String INSERT =
      """
      INSERT INTO logs (id, time, received_time, camera_id, level, source, logger_name, message, extra_data)
      VALUES (1e15::bigint + nextval('bench_ids'), ?, ?, ?, ?::log_level, ?, ?, ?, ?::jsonb)""";

  @Override
  public long run(Duration time) throws SQLException {
    long end = System.nanoTime() + time.toNanos();
    long written = 0;
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      while (System.nanoTime() < end) {
        insert(insert, Entries.entry(written));
        written++;
      }
    }
    return written;
  }

  private static void insert(PreparedStatement insert, LogEntry entry) throws SQLException {
    Timestamp now = Timestamp.from(Instant.now());
    insert.setTimestamp(1, now);
    insert.setTimestamp(2, now);
    insert.setLong(3, entry.getCameraId());
    int next = 4;
    for (String text :
        List.of(
            entry.getLevel().name(),
            entry.getSource(),
            entry.getLoggerName(),
            entry.getMessage(),
            entry.getExtraJson())) {
      insert.setString(next++, text);
    }
    insert.executeUpdate();
  }
}
