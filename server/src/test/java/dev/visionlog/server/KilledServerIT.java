package dev.visionlog.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.server.embedded.EmbeddedPostgres;
import dev.visionlog.server.embedded.EmbeddedPostgresOptions;
import dev.visionlog.server.testing.ServerProcess;
import dev.visionlog.server.testing.TestWriter;
import dev.visionlog.server.testing.Writers;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server, or its PostgreSQL, that is killed under load: what was acknowledged is stored, once.
 */
class KilledServerIT {

  @TempDir Path folder;
  private final AtomicReference<ServerProcess> server = new AtomicReference<>();

  @AfterEach
  void stop() throws InterruptedException {
    server().close();
  }

  @Test
  void writers_loseNothingThatWasAcknowledgedWhateverEndsAndComesBack() throws Exception {
    start();
    try (Writers writers = writers()) {
      awaitProgress(writers, 100);
      server().kill();
      start();
      awaitProgress(writers, 100);

      long killed = server().postmaster();
      ProcessHandle.of(killed).orElseThrow().destroyForcibly();
      awaitProgress(writers, 100);
      assertThat(server().postmaster()).isNotEqualTo(killed);

      List<Long> refused = writers.all().stream().map(TestWriter::unavailable).toList();
      assertThat(server().terminate()).isZero();
      assertThat(writers.all())
          .zipSatisfy(
              refused, (writer, before) -> assertThat(writer.unavailable()).isGreaterThan(before));
      assertThat(server().output()).contains("Stopped");
      start();
      awaitProgress(writers, 20);

      writers.finish();
      assertExactAfterStop(writers);
    }
  }

  private ServerProcess server() {
    return Objects.requireNonNull(server.get());
  }

  private void start() {
    server.set(ServerProcess.start(folder));
  }

  private Writers writers() {
    return new Writers(3, Long.MAX_VALUE, () -> server().channel());
  }

  private static void awaitProgress(Writers writers, long batches) {
    long then = writers.all().stream().mapToLong(TestWriter::acked).max().orElseThrow();
    await().until(() -> writers.acked() >= then + batches);
  }

  /** Looks at the data with a PostgreSQL of its own. */
  private void assertExactAfterStop(Writers writers) throws Exception {
    server().terminate();
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            EmbeddedPostgresOptions.of(folder.resolve("data/postgres"))
                .withBinariesFolder(Path.of("target", "postgres-binaries")))) {
      writers.assertExact(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }
  }
}
