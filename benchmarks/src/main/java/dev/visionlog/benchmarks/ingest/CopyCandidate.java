package dev.visionlog.benchmarks.ingest;

import dev.visionlog.v1.LogEntry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * The database alone: the same entries by {@code COPY BINARY} into the same table, by one
 * connection, with a commit after each batch. Without counts, without the order of commits, and
 * without an account of the writer.
 */
record CopyCandidate(String name, Connection connection, int batch) implements Candidate {
  private static final String COPY =
      """
      COPY logs (id, time, received_time, camera_id, level, source, logger_name, message, extra_data)
      FROM STDIN (FORMAT binary)""";

  @Override
  public long run(Duration time) throws SQLException {
    long end = System.nanoTime() + time.toNanos();
    long written = 0;
    while (System.nanoTime() < end) {
      copy(firstId());
      written += batch;
    }
    return written;
  }

  /** Far from those that the server gives. */
  private long firstId() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT 1e15::bigint + nextval('bench_ids')")) {
      row.next();
      return row.getLong(1);
    }
  }

  private void copy(long firstId) throws SQLException {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
    BinaryRows rows = new BinaryRows(copy);
    for (int i = 0; i < batch; i++) {
      LogEntry entry = Entries.entry(firstId + i);
      rows.add(firstId + i, entry);
    }
    rows.finish();
    copy.endCopy();
  }

  /** Prepares the database. The caller closes the connection. */
  static Connection prepare(Connection connection, int largestBatch) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE SEQUENCE bench_ids INCREMENT BY " + largestBatch);
    }
    return connection;
  }
}
