package dev.visionlog.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Some writers at work, and the account that must be right when they are done. */
public final class Writers implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final List<TestWriter> writers = new ArrayList<>();
  private final List<Future<?>> runs = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  public Writers(int count, long batches, Supplier<Channel> channel) {
    for (int i = 0; i < count; i++) {
      TestWriter writer = new TestWriter("writer_" + i, batches, channel);
      writers.add(writer);
      runs.add(threads.submit(writer));
    }
  }

  public List<TestWriter> all() {
    return writers;
  }

  /** How many batches the slowest one has had acknowledged. */
  public long acked() {
    for (Future<?> run : runs) {
      if (run.isDone()) {
        throw new IllegalStateException("A writer has ended: " + run);
      }
    }
    return writers.stream().mapToLong(TestWriter::acked).min().orElseThrow();
  }

  /** Lets them bring home what they have sent. */
  public void finish() throws Exception {
    writers.forEach(TestWriter::stop);
    for (Future<?> run : runs) {
      run.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** Everything acknowledged is stored, once, in order, and counted. */
  public void assertExact(String jdbcUrl, String user, String password) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl, user, password)) {
      for (TestWriter writer : writers) {
        assertExact(connection, writer);
      }
      assertThat(ask(connection, "SELECT sum(entries) FROM commits"))
          .isEqualTo(ask(connection, "SELECT count(*) FROM logs"));
      assertThat(
              ask(
                  connection,
                  """
                  SELECT count(*) FROM (
                    (SELECT source, level, sum(count)::bigint FROM
                       (SELECT source, level, count FROM log_counts WHERE span = 1440
                        UNION ALL SELECT source, level, count FROM pending_counts) AS c
                      GROUP BY source, level)
                    EXCEPT SELECT source, level, count(*) FROM logs GROUP BY source, level) AS wrong
                  """))
          .isZero();
    }
  }

  private static void assertExact(Connection connection, TestWriter writer) throws SQLException {
    String mine = " FROM writers WHERE writer_id = '" + writer.id() + "'";
    String source = "writer_name" + mine;
    String logs = " FROM logs WHERE source = (SELECT " + source + ")";
    assertThat(ask(connection, "SELECT last_sequence" + mine)).isEqualTo(writer.acked());
    assertThat(ask(connection, "SELECT stored_batches" + mine)).isEqualTo(writer.acked());
    assertThat(ask(connection, "SELECT stored_entries" + mine)).isEqualTo(writer.ackedEntries());
    assertThat(ask(connection, "SELECT count(*)" + logs)).isEqualTo(writer.ackedEntries());
    assertThat(ask(connection, "SELECT count(DISTINCT message)" + logs))
        .isEqualTo(writer.ackedEntries());
    assertThat(ask(connection, OUT_OF_ORDER.formatted(logs))).isZero();
  }

  /** In the order of positions, a writer's batches and entries must only rise. */
  private static final String OUT_OF_ORDER =
      """
      SELECT count(*) FROM (
        SELECT number, lag(number) OVER (ORDER BY position) AS before FROM (
          SELECT split_part(message, '-', 2)::bigint * 10 + split_part(message, '-', 3)::bigint AS number,
                 (SELECT k.position - k.entries + 1 + l.id - k.first_id FROM commits AS k
                   WHERE k.first_id <= l.id ORDER BY k.first_id DESC LIMIT 1) AS position
            FROM (SELECT id, message %s) AS l) AS n) AS pairs
       WHERE number <> before + 1
      """;

  private static long ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
