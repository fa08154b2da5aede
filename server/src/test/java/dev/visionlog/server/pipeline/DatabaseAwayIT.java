package dev.visionlog.server.pipeline;

import static dev.visionlog.server.testing.Entries.create;
import static dev.visionlog.server.testing.Entries.info;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.rpc.Code;
import dev.visionlog.server.testing.Errors;
import dev.visionlog.server.testing.TestDatabase;
import dev.visionlog.server.testing.TestServer;
import dev.visionlog.server.testing.TestWriter;
import dev.visionlog.server.testing.Writers;
import dev.visionlog.v1.ListLogsRequest;
import dev.visionlog.v1.PipelineStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A database that cannot store for a while. */
class DatabaseAwayIT {
  private final TestServer server = TestServer.start("--ingest-retry-for", "200ms");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void databaseThatIsAway_isSaidToWritersAndWaitedFor() throws Exception {
    try (Writers writers = new Writers(3, Long.MAX_VALUE, server::channel)) {
      awaitProgress(writers, 20);
      away();
      awaitUnavailable(writers);
      assertThat(Errors.code(() -> server.logs().createLogs(create(info("no")))))
          .isEqualTo(Code.UNAVAILABLE);
      assertThat(Errors.code(() -> server.logs().listLogs(ListLogsRequest.getDefaultInstance())))
          .isEqualTo(Code.UNAVAILABLE);
      back();
      awaitProgress(writers, 20);
      finish(writers);
    }
  }

  @Test
  void fullDisk_isSaidToWritersAndWaitedFor() throws Exception {
    try (Writers writers = new Writers(3, Long.MAX_VALUE, server::channel)) {
      awaitProgress(writers, 20);
      server.execute(
          """
          CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
          CREATE CONSTRAINT TRIGGER full_disk AFTER INSERT ON commits
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION full_disk();
          """);
      long stored = server.count("SELECT count(*) FROM logs");
      awaitUnavailable(writers);
      assertThat(Errors.code(() -> server.logs().createLogs(create(info("no")))))
          .isEqualTo(Code.UNAVAILABLE);
      assertThat(server.count("SELECT count(*) FROM logs")).isEqualTo(stored);
      server.execute("DROP TRIGGER full_disk ON commits");
      awaitProgress(writers, 20);
      finish(writers);
    }
  }

  /** Shorter than the lanes' patience: nobody but the clock notices. */
  @Test
  void shortAbsence_isNotNoticed() throws Exception {
    try (TestServer patient = TestServer.on(server.database(), "--ingest-retry-for", "1m");
        Writers writers = new Writers(2, Long.MAX_VALUE, patient::channel)) {
      awaitProgress(writers, 20);
      away();
      await().until(() -> patient.pipeline().getBufferedCount() > 0);
      back();
      awaitProgress(writers, 20);
      finish(writers);
      assertThat(writers.all()).allMatch(writer -> writer.unavailable() == 0);
      assertThat(patient.pipeline().getFailedCount()).isZero();
    }
  }

  private void finish(Writers writers) throws Exception {
    writers.finish();
    writers.assertExact(
        server.database().jdbcUrl(), server.database().user(), server.database().password());
    await()
        .untilAsserted(
            () -> {
              PipelineStatus status = server.pipeline();
              assertThat(status.getBufferedCount()).isZero();
              assertThat(status.getBufferedBytes()).isZero();
              assertThat(status.getReceivedCount())
                  .isEqualTo(
                      status.getStoredCount()
                          + status.getSuppressedCount()
                          + status.getRejectedCount()
                          + status.getDuplicateCount()
                          + status.getFailedCount());
            });
  }

  private static void awaitUnavailable(Writers writers) {
    await().until(() -> writers.all().stream().allMatch(writer -> writer.unavailable() > 0));
  }

  private static void awaitProgress(Writers writers, long batches) {
    long then = writers.all().stream().mapToLong(TestWriter::acked).max().orElseThrow();
    await().until(() -> writers.acked() >= then + batches);
  }

  private void away() {
    String name = server.database().name();
    TestDatabase.executeAsAdmin("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
    TestDatabase.executeAsAdmin(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
  }

  private void back() {
    TestDatabase.executeAsAdmin(
        "ALTER DATABASE " + server.database().name() + " ALLOW_CONNECTIONS true");
  }
}
