package dev.visionlog.benchmarks.soak;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** All rows of one kind as the database has them, by position. For one thread. */
final class StoredRows {
  private static final int FETCH = 5_000;
  private static final int MOST_NOTES = 20;

  private final long[] keys;
  private final List<String> faults = new ArrayList<>();
  private long rows;

  /** The commit that an id belongs to; ids within one follow one another, as positions do. */
  private record Commit(long firstId, long firstPosition, long entries) {}

  /**
   * @param keys of the messages by their positions; 0 where there is none
   */
  StoredRows(long... keys) {
    this.keys = keys;
  }

  static StoredRows ofLogs(Postgres postgres, Names names) throws IOException, SQLException {
    return read(postgres, names, "commits", "SELECT id, message FROM logs ORDER BY id");
  }

  static StoredRows ofPredictions(Postgres postgres, Names names) throws IOException, SQLException {
    return read(
        postgres, names, "prediction_commits", "SELECT id, image_id FROM predictions ORDER BY id");
  }

  private static StoredRows read(Postgres postgres, Names names, String commits, String rows)
      throws IOException, SQLException {
    int head = Math.toIntExact(postgres.count("SELECT coalesce(max(position), 0) FROM " + commits));
    StoredRows stored = new StoredRows(new long[Math.addExact(head, 1)]);
    try (Connection first = postgres.connect();
        Connection second = postgres.connect();
        ResultSet commit =
            open(
                first,
                "SELECT first_id, position - entries + 1, entries FROM "
                    + commits
                    + " WHERE entries > 0 ORDER BY first_id");
        ResultSet row = open(second, rows)) {
      stored.merge(commit, row, names);
    }
    return stored;
  }

  /** By a cursor: there may be millions. */
  private static ResultSet open(Connection connection, String query) throws SQLException {
    connection.setAutoCommit(false);
    Statement statement = connection.createStatement();
    statement.closeOnCompletion();
    statement.setFetchSize(FETCH);
    return statement.executeQuery(query);
  }

  private void merge(ResultSet commits, ResultSet ids, Names names) throws SQLException {
    Commit commit = new Commit(0, 0, 0);
    while (ids.next()) {
      long id = ids.getLong(1);
      while (id >= commit.firstId + commit.entries && commits.next()) {
        commit = new Commit(commits.getLong(1), commits.getLong(2), commits.getLong(3));
      }
      put(commit, id, names.key(Canary.parse(ids.getString(2))));
    }
  }

  private void put(Commit commit, long id, long key) {
    rows++;
    long index = id - commit.firstId;
    if (index < 0 || index >= commit.entries) {
      fault("The row " + id + " belongs to no commit");
    } else if (keys[(int) (commit.firstPosition + index)] != 0) {
      fault("Two rows have the position " + (commit.firstPosition + index));
    } else {
      keys[(int) (commit.firstPosition + index)] = key;
    }
    if (key == Names.STRANGER) {
      fault("The row " + id + " was written by nobody here");
    }
  }

  private void fault(String what) {
    if (faults.size() < MOST_NOTES) {
      faults.add(what);
    }
  }

  /** The last position. */
  long head() {
    return keys.length - 1L;
  }

  /** Of the message at a position; 0 if there is none. */
  long key(long position) {
    return keys[(int) position];
  }

  long rows() {
    return rows;
  }

  long count(Sightings.Match match, Names names) {
    long count = 0;
    for (long key : keys) {
      count += key != 0 && match.matches(names.canary(key)) ? 1 : 0;
    }
    return count;
  }

  /** All messages in the order of their positions. */
  void forEach(LongConsumer consumer) {
    for (long key : keys) {
      if (key != 0) {
        consumer.accept(key);
      }
    }
  }

  /** What must not be in any database; empty if all is well. */
  List<String> faults() {
    return faults;
  }
}
