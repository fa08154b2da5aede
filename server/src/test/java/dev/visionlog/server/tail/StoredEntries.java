package dev.visionlog.server.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.server.testing.TestDatabase;
import dev.visionlog.v1.LogEntry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the database has, read without the server. */
final class StoredEntries {
  private static final String STORED =
      """
      SELECT k.position - k.entries + 1 + l.id - k.first_id AS position, l.message
        FROM commits AS k JOIN logs AS l ON l.id >= k.first_id AND l.id < k.first_id + k.entries
       ORDER BY position
      """;

  private StoredEntries() {}

  /** What is stored, as position and message, in the order of positions. */
  static List<String> stored(TestDatabase database) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(STORED)) {
      List<String> stored = new ArrayList<>();
      while (rows.next()) {
        stored.add(text(rows.getLong(1), rows.getString(2)));
      }
      return stored;
    } catch (SQLException error) {
      throw new IllegalStateException(error);
    }
  }

  static long count(TestDatabase database, String sql) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException error) {
      throw new IllegalStateException(sql, error);
    }
  }

  /** Entries as {@link #stored} shows them. */
  static List<String> texts(Collection<LogEntry> entries) {
    return entries.stream().map(entry -> text(entry.getPosition(), entry.getMessage())).toList();
  }

  private static String text(long position, String message) {
    return position + " " + message;
  }

  /** Messages are "writer number": for each writer the numbers rise by one from zero. */
  static void assertInOrderForEachWriter(List<LogEntry> entries) {
    Map<String, Integer> next = new HashMap<>();
    for (LogEntry entry : entries) {
      String[] parts = entry.getMessage().split(" ", 3);
      int expected = next.merge(parts[0], 1, Integer::sum) - 1;
      assertThat(Integer.parseInt(parts[1])).as(parts[0]).isEqualTo(expected);
    }
  }
}
