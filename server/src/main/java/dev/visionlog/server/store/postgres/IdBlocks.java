package dev.visionlog.server.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Hands out runs of unused ids, from blocks that it takes from the database. For several threads.
 */
final class IdBlocks {
  /** The sequence's increment in the schema, and the longest run. */
  static final int BLOCK = 10_000;

  private final String sequence;
  private long next;
  private long end;

  IdBlocks(String sequence) {
    this.sequence = sequence;
  }

  /**
   * The first of {@code count} ids that follow one another.
   *
   * @param count 1 to {@link #BLOCK}
   */
  synchronized long take(Connection connection, int count) throws SQLException {
    if (next + count > end) {
      next = nextBlock(connection);
      end = next + BLOCK;
    }
    long first = next;
    next += count;
    return first;
  }

  private long nextBlock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT nextval('" + sequence + "')")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
