package dev.visionlog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.LogServiceGrpc;
import dev.visionlog.v1.WriteLogsRequest;
import dev.visionlog.v1.WriteLogsResponse;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deleting, retention, diagnosis, writers, made-up entries. */
class OperationsIT {
  private static final String LINES =
      """
      {"level":"DEBUG","source":"a","message":"1"}
      {"level":"INFO","source":"a","message":"2"}
      {"level":"INFO","source":"b","message":"3"}
      {"time":"2020-01-01T00:00:00Z","level":"INFO","source":"b","message":"4"}
      """;

  private final CliServer server = new CliServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void delete_countsAsksAndDeletes() {
    server.runWithInput(LINES, "import", "-");

    assertThat(server.run("delete", "source = a", "--dry-run").out())
        .isEqualTo("2 entries would be deleted\n");
    CliRun refused = server.cli();
    assertThat(refused.run("delete", "source = a")).isEqualTo(2);
    assertThat(refused.err()).contains("2 entries", "--yes");
    CliRun no = server.cli().onTerminal().input("n\n");
    assertThat(no.run("delete", "source = a")).isEqualTo(1);
    assertThat(total()).isEqualTo(4);

    assertThat(server.cli().onTerminal().input("y\n").run("delete", "--level", "DEBUG")).isZero();
    assertThat(server.messages()).containsExactly("3", "2", "4");
    assertThat(server.run("delete", "--days-to-keep", "30", "--yes").out())
        .isEqualTo("1 entry deleted\n");
    assertThat(server.run("delete", "--source", "b", "--start", "1h", "--yes", "--json").json())
        .matches(answer -> answer.number("deleted_count") == 1);
    assertThat(server.messages()).containsExactly("2");
    assertThat(total()).isEqualTo(1);
  }

  @Test
  void delete_withNothingSaidIsWrongUse() {
    server.runWithInput(LINES, "import", "-");

    assertThat(server.cli().run("delete", "--yes")).isEqualTo(2);
    assertThat(server.cli().run("delete", "level = FATAL", "--yes")).isEqualTo(2);
    assertThat(server.cli().run("delete", "a", "--days-to-keep", "1", "--yes")).isEqualTo(2);
    assertThat(server.cli().run("delete", "--days-to-keep", "-1", "--yes")).isEqualTo(2);
    assertThat(total()).isEqualTo(4);
  }

  @Test
  void cleanup_appliesTheRetention() {
    server.runWithInput(LINES, "import", "-");
    server.sql("UPDATE logs SET received_time = time WHERE message = '4'");
    server.run("settings", "set", "retention.days=0", "retention.source.b=30");

    assertThat(server.run("cleanup", "--dry-run").out())
        .isEqualTo("1 entry and 0 predictions would be deleted, 0 days as a whole\n");
    assertThat(total()).isEqualTo(4);
    assertThat(server.run("cleanup", "--json").json().number("deleted_count")).isEqualTo(1);
    assertThat(server.messages()).doesNotContain("4").hasSizeGreaterThanOrEqualTo(3);
    assertThat(server.run("cleanup").out()).startsWith("0 entries and 0 predictions deleted");
  }

  @Test
  void diagnose_writesTestEntriesAndFindsThemAgain() {
    server.runWithInput(LINES, "import", "-");
    assertThat(server.cli().run("diagnose", "--min-silence", "2d", "--exit-code")).isZero();

    CliRun first = server.cli();
    assertThat(first.run("diagnose", "--min-silence", "2d", "--write-test-entries", "--exit-code"))
        .as(first::out)
        .isZero();
    CliRun second = server.run("diagnose", "--min-silence", "2d", "--write-test-entries", "--json");

    assertThat(first.out())
        .contains("all is well", "All were stored and found again")
        .containsPattern("before: \n")
        .containsPattern("after: +TRACE 1, DEBUG 1, INFO 1, SUCCESS 1, WARNING 1, ERROR 1, CRIT");
    JsonValue result = second.json().at("test_entries");
    assertThat(result.text("ok")).isEqualTo("true");
    assertThat(result.list("before")).hasSize(7).allMatch(level -> level.number("count") == 1);
    assertThat(result.list("after")).hasSize(7).allMatch(level -> level.number("count") == 2);
    assertThat(server.messages("--source", "diagnostic")).hasSize(14);
  }

  @Test
  void diagnose_namesSuppressedTestEntries() {
    server.run("level", "set", "WARNING");

    assertThat(server.run("diagnose", "--write-test-entries").out())
        .contains("below the threshold, not stored: TRACE, DEBUG, INFO, SUCCESS");
  }

  @Test
  void diagnose_saysWhatToLookAt() {
    server.run("cameras", "create", "Gate", "--id", "7");
    server.runWithInput("{\"level\":\"CRITICAL\",\"camera_id\":8}", "import", "-");

    CliRun diagnose = server.cli();
    assertThat(diagnose.run("diagnose", "--exit-code")).isEqualTo(1);
    assertThat(diagnose.out())
        .contains("  - 1 CRITICAL entry in the period", "Camera 7 (Gate) wrote nothing")
        .contains("Camera 8 writes, but is not registered");
    assertThat(server.run("diagnose").out()).startsWith("To look at:");
    assertThat(server.cli().run("diagnose", "--min-silence", "1s")).isEqualTo(2);
  }

  @Test
  void writers_showMissingBatches() {
    write("edge-1", 1, 2, 5, 7);
    server.runWithInput(LINES, "import", "-");

    assertThat(server.run("writers").out())
        .containsPattern("edge-1 +logs +7 +4 +3 +4 ")
        .containsPattern("visionlog import - +logs +1 +1 +0 +4 ");
    CliRun diagnose = server.cli();
    assertThat(diagnose.run("diagnose", "--exit-code")).isEqualTo(1);
    assertThat(diagnose.out())
        .contains("(edge-1): 7 sent, 4 stored, 3 missing", "Writers with missing batches")
        .doesNotContain("visionlog import");
    assertThat(server.run("writers", "--limit", "1", "--json").json().list("writers"))
        .singleElement()
        .matches(writer -> writer.text("writer_name").equals("visionlog import -"));
  }

  @Test
  void generate_stopsAtItsCount() {
    assertThat(server.run("generate", "--count", "500", "--cameras", "2").out())
        .isEqualTo("500 entries generated, 500 stored\n");
    assertThat(total()).isEqualTo(500);
    JsonValue last =
        server.run("generate", "-n", "20", "--rate", "200", "--scenario", "api", "--json").json();
    assertThat(last.number("stored_count")).isEqualTo(20);
    assertThat(server.cli().run("generate", "--count", "0")).isEqualTo(2);
    assertThat(server.cli().run("generate", "--rate", "-1")).isEqualTo(2);
    assertThat(server.cli().run("generate", "--scenario", "nonsense")).isEqualTo(2);
  }

  @Test
  void generate_withoutAnEndStopsWhenInterrupted() {
    CliRun generate = server.cli();
    CompletableFuture<Integer> exitCode =
        generate.start("generate", "--count", "0", "--rate", "100");
    await().until(() -> total() > 0);

    generate.interruption.interrupt();

    assertThat(exitCode.join()).isEqualTo(130);
    await().until(() -> status("pipeline", "buffered_count") == 0);
    assertThat(status("pipeline", "stored_count")).isEqualTo(total());
  }

  @Test
  void numbers_areTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    server.run("generate", "--count", "1234");
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(server.run("stats").out()).containsPattern("total +1,234\n");
      assertThat(server.run("delete", "level:*", "--dry-run").out()).startsWith("1,234 entries");
      assertThat(server.run("histogram", "--buckets", "1").out()).contains(" 1,234 ");
      assertThat(server.run("status").out()).contains("1,234 stored", " of 32.0 MiB");
    } finally {
      Locale.setDefault(before);
    }
  }

  private long total() {
    return server.run("stats", "--start", "2000-01-01", "--json").json().number("total_count");
  }

  private long status(String... keys) {
    return server.run("status", "--json").json().number(keys);
  }

  /** One entry in each of the batches. */
  private void write(String name, long... sequences) {
    ManagedChannel channel =
        ManagedChannelBuilder.forTarget(server.address()).usePlaintext().build();
    CompletableFuture<Void> end = new CompletableFuture<>();
    StreamObserver<WriteLogsRequest> stream =
        LogServiceGrpc.newStub(channel).writeLogs(new Ending(end));
    for (long sequence : sequences) {
      stream.onNext(
          WriteLogsRequest.newBuilder()
              .setWriterId("6f6f0b52-9c6e-4d4e-8a55-0d8f7c1b2a3e")
              .setWriterName(name)
              .setSequence(sequence)
              .addEntries(LogEntry.newBuilder().setLevel(LogLevel.INFO).setMessage(name))
              .build());
    }
    stream.onCompleted();
    end.join();
    channel.shutdownNow();
  }

  private record Ending(CompletableFuture<Void> end) implements StreamObserver<WriteLogsResponse> {
    @Override
    public void onNext(WriteLogsResponse response) {}

    @Override
    public void onError(Throwable error) {
      end.completeExceptionally(error);
    }

    @Override
    @SuppressWarnings("NullAway") // A future of Void.
    public void onCompleted() {
      end.complete(null);
    }
  }
}
