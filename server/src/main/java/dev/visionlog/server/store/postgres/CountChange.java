package dev.visionlog.server.store.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** A commit that changes counts and brings no entries. It takes one position. */
final class CountChange {
  private static final String COMMIT =
      """
      INSERT INTO %s (position, entries, committed_time, %s)
      SELECT %s(1), 0, clock_timestamp(), %s
      """;

  private CountChange() {}

  /** To be called last in a transaction. */
  static void commit(Handle handle, TableNames names, CommitCounts counts) {
    String sql =
        COMMIT.formatted(
            names.commits(), names.countColumns(), names.takePosition(), names.countPlaceholders());
    try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
      counts.bind(statement, 1);
      statement.executeUpdate();
    } catch (SQLException error) {
      throw SqlErrors.translate(error);
    }
  }
}
