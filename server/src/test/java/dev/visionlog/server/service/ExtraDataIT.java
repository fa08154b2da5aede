package dev.visionlog.server.service;

import static dev.visionlog.server.testing.Entries.extra;
import static dev.visionlog.server.testing.Entries.info;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.server.testing.TestServer;
import dev.visionlog.testing.basics.Chance;
import dev.visionlog.v1.CreateLogsRequest;
import dev.visionlog.v1.CreateLogsResponse;
import dev.visionlog.v1.EntryError;
import dev.visionlog.v1.GetLogRequest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * JSON by chance as extra data, damaged and whole: what PostgreSQL would take means the same
 * afterwards, what is no JSON is refused, and the neighbours are stored in any case.
 */
class ExtraDataIT {
  private static final int BATCHES = 10;
  private static final int BATCH = 50;

  /** The class of SQLSTATE for values that are none. */
  private static final String DATA_EXCEPTION = "22";

  private static final List<String> VALUES =
      List.of(
          "0",
          "-0",
          "1.10",
          "1e5",
          "-1E-7",
          "9007199254740993",
          "9223372036854775808",
          "0.1e-300",
          "1e400",
          "-1e99999",
          "1e-99999",
          "1".repeat(400),
          "true",
          "null",
          "\"\"",
          "\"ä😀\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\ud83d\\ude00\"",
          "\"\\\\\\n\\/\"",
          "\"" + "x".repeat(3_000) + "\"",
          "[]",
          "{}",
          "[[[[[[[[[[1]]]]]]]]]]");

  private static final List<String> KEYS =
      List.of("a", "b", "", "a.b", "ä", "\\u0061", "\\u0000", "\\ud800", "\\\"", "null");

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void extraJson_meansTheSameOrIsRefused() {
    Chance.times(BATCHES, ExtraDataIT::storeBatch);
  }

  private static void storeBatch(Chance chance) {
    List<String> texts = IntStream.range(0, BATCH).mapToObj(i -> text(chance)).toList();
    CreateLogsRequest.Builder request = CreateLogsRequest.newBuilder().addEntries(info("good"));
    texts.forEach(text -> request.addEntries(extra(text)));
    CreateLogsResponse response = server.logs().createLogs(request.build());
    Set<Integer> refused =
        response.getErrorsList().stream().map(EntryError::getIndex).collect(Collectors.toSet());
    assertThat(refused).doesNotContain(0);
    for (int i = 0; i < BATCH; i++) {
      assertKept(texts.get(i), response.getIds(i + 1), refused.contains(i + 1));
    }
  }

  private static void assertKept(String text, long id, boolean refused) {
    Meaning meaning = meaning(text, id);
    if (refused) {
      assertThat(meaning.object()).as("refused: %s", text).isFalse();
      return;
    }
    assertThat(server.logs().getLog(GetLogRequest.newBuilder().setId(id).build()).hasEntry())
        .isTrue();
    if (meaning.object() && !isBeyondDoubles(text)) {
      assertThat(meaning.kept()).as("stored: %s", text).isTrue();
    }
  }

  /** Such numbers become texts, as docs say. */
  private static boolean isBeyondDoubles(String text) {
    return text.matches("(?s).*[eE][+-]?\\d{3,}.*") || text.matches("(?s).*\\d{309,}.*");
  }

  /**
   * What PostgreSQL says of a text.
   *
   * @param object whether it takes it for a JSON object
   * @param kept whether it is equal to what has been stored
   */
  private record Meaning(boolean object, boolean kept) {}

  private static Meaning meaning(String text, long id) {
    String sql =
        """
        SELECT jsonb_typeof(CAST(? AS jsonb)) = 'object',
            (SELECT extra_data = CAST(? AS jsonb) FROM logs WHERE id = ?)
        """;
    try (Connection connection = server.database().connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, text);
      statement.setString(2, text);
      statement.setLong(3, id);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Meaning(row.getBoolean(1), row.getBoolean(2));
      }
    } catch (SQLException refused) {
      assertThat(refused.getSQLState()).as(text).startsWith(DATA_EXCEPTION);
      return new Meaning(false, false);
    }
  }

  private static String text(Chance chance) {
    String object = object(chance, 3);
    if (chance.onceIn(2)) {
      return object;
    }
    byte[] damaged = chance.damaged(object.getBytes(StandardCharsets.UTF_8));
    // PostgreSQL's own texts cannot have it.
    return new String(damaged, StandardCharsets.UTF_8).replace('\0', ' ');
  }

  private static String object(Chance chance, int depth) {
    List<String> fields = new ArrayList<>();
    for (int count = chance.below(4); count > 0; count--) {
      String value = depth > 0 && chance.onceIn(4) ? object(chance, depth - 1) : plain(chance);
      fields.add("\"" + chance.oneOf(KEYS) + "\" : " + value);
    }
    return "{" + String.join(",\t", fields) + "}";
  }

  private static String plain(Chance chance) {
    return chance.oneOf(VALUES);
  }
}
