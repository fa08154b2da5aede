package dev.visionlog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.cli.output.TimeText;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.WriteLogsRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  private final FakeLogService logs = new FakeLogService();
  private final FakeServer server = new FakeServer(logs);
  private final CliRun cli = new CliRun().server(server);

  @TempDir Path folder;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void import_storesEachEntryOnceAndInOrderOverLostStreams() throws IOException {
    Path file = write("many.jsonl", jsonLines(10_000));
    logs.writeBreaks.addAll(List.of(3, 1, 5));

    int exitCode = cli.run("import", file.toString());

    assertThat(exitCode).isZero();
    assertThat(logs.stored()).extracting(LogEntry::getMessage).isEqualTo(messages(10_000));
    assertThat(logs.writes)
        .extracting(WriteLogsRequest::getWriterId)
        .containsOnly(logs.writes.get(0).getWriterId());
    assertThat(logs.writes.stream().map(WriteLogsRequest::getSequence).distinct())
        .isEqualTo(IntStream.rangeClosed(1, 20).mapToObj(Long::valueOf).toList());
    assertThat(cli.out()).contains("10,000 sent: 10,000 stored, 0 rejected");
    assertThat(cli.err()).contains("going away", "nothing is lost");
  }

  @Test
  void import_goesOnAfterServerRestart() throws IOException {
    Path file = write("many.jsonl", jsonLines(6_000));
    logs.acknowledges = false;
    CompletableFuture<Integer> exitCode =
        CompletableFuture.supplyAsync(() -> cli.run("import", file.toString()));
    await().until(() -> logs.stored().size() == 4_000);

    server.stop();
    logs.acknowledges = true;
    server.startAgain();

    assertThat(exitCode.join()).isZero();
    assertThat(logs.stored()).extracting(LogEntry::getMessage).isEqualTo(messages(6_000));
    assertThat(cli.out()).contains("8 again after a lost connection, 8 of those had been stored");
  }

  @Test
  void import_sendsNoMoreThanAWindowAhead() throws IOException {
    Path file = write("many.jsonl", jsonLines(10_000));
    logs.acknowledges = false;
    CompletableFuture<Integer> exitCode =
        CompletableFuture.supplyAsync(() -> cli.run("import", file.toString()));
    await().until(() -> logs.stored().size() == 4_000);

    cli.interruption.interrupt();

    assertThat(exitCode.join()).isEqualTo(130);
    assertThat(logs.stored()).hasSize(4_000);
    assertThat(cli.out()).contains("4,000 sent without an answer");
  }

  @Test
  void import_givesUpAfterItsPatience() throws IOException {
    Path file = write("few.jsonl", jsonLines(3));
    server.stop();

    int exitCode = cli.run("import", "--retry-for", "300ms", file.toString());

    assertThat(exitCode).isEqualTo(4);
    assertThat(cli.out()).contains("3 sent: 0 stored", "3 sent without an answer");
    assertThat(cli.err()).contains("cannot be reached");
  }

  @Test
  void import_namesRejectedEntriesAndLinesWithTheirPlaces() {
    logs.rejectsMessagesWithBad = true;
    cli.input(
        """
        {"level":"INFO","message":"good"}
        {"level":"INFO","message":"bad"}

        {"level":"LOUD","message":"unknown level"}
        {"level":"TRACE","message":"below the threshold"}
        not JSON
        """);

    int exitCode = cli.run("import", "-");

    assertThat(exitCode).isEqualTo(1);
    assertThat(cli.out())
        .contains("6 read: 3 began an entry, 0 went on with one, 1 blank, 2 rejected")
        .contains("3 sent: 1 stored, 1 rejected, 1 suppressed")
        .contains("standard input:2: The message is bad")
        .contains("standard input:4: Invalid log level 'LOUD'")
        .contains("standard input:6: Invalid JSON");
  }

  @Test
  void import_summaryIsOneJsonDocument() {
    cli.input("{\"message\":\"x\"}\n{");

    assertThat(cli.run("import", "--json", "-")).isEqualTo(1);
    assertThat(cli.json().number("entries_stored")).isEqualTo(1);
    JsonValue rejection = cli.json().list("rejections").get(0);
    assertThat(rejection.number("line")).isEqualTo(2);
    assertThat(rejection.text("reason"))
        .startsWith("Invalid JSON: Unexpected end-of-input")
        .doesNotContain("Source");
  }

  @Test
  void import_ofExportGivesTheSameEntries() {
    LogEntry entry =
        LogEntry.newBuilder()
            .setLevel(LogLevel.SUCCESS)
            .setMessage("two\nlines \u0007 \"quoted\"")
            .setTime(TimeText.timestamp(CliRun.NOW.plusNanos(123_456_000)))
            .setReceivedTime(TimeText.timestamp(CliRun.NOW))
            .setCameraId(0)
            .setCameraName("Gate")
            .setSource("camera_7")
            .setLoggerName("a.b")
            .setExtraJson(
                "{\"big\":9007199254740993,\"id\":1.50,\"deep\":{\"list\":[1,null,\"x\"]}}")
            .build();
    logs.store(entry.toBuilder());
    Path file = folder.resolve("all.ndjson.gz");

    assertThat(cli.run("export", "-o", file.toString())).isZero();
    assertThat(cli.run("import", file.toString())).isZero();

    LogEntry copy = logs.stored().get(1);
    assertThat(copy)
        .isEqualTo(
            entry.toBuilder()
                .setId(2)
                .setPosition(2)
                .clearReceivedTime()
                .clearCameraName()
                .build());
  }

  @Test
  void import_readsGzipAndDetectsText() throws IOException {
    Path file = folder.resolve("app.log.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("10:00 W first\r\n\tat a.b\n11:00 E second".getBytes(StandardCharsets.UTF_8));
    }

    int exitCode =
        cli.run(
            "import",
            "--source",
            "app",
            "--pattern",
            "(?<clock>\\S+) (?<level>[WE]) (?<message>.*)",
            file.toString());

    assertThat(exitCode).isZero();
    assertThat(logs.stored())
        .extracting(LogEntry::getMessage)
        .containsExactly("first\n\tat a.b", "second");
    assertThat(logs.stored()).extracting(LogEntry::getSource).containsOnly("app");
    assertThat(logs.stored().get(1).getExtraJson()).isEqualTo("{\"clock\":\"11:00\"}");
  }

  @Test
  void import_dryRunSendsNothing() {
    cli.input("one\ntwo\n");

    assertThat(cli.run("import", "--preset", "plain", "--dry-run", "-")).isZero();
    assertThat(cli.out()).contains("one", "2 began an entry", "INFO 2", "Nothing was sent");
    assertThat(logs.writes).isEmpty();
  }

  @Test
  void import_textWithoutAPatternIsWrongUse() {
    cli.input("hello\n");

    assertThat(cli.run("import", "-")).isEqualTo(2);
    assertThat(cli.err()).contains("--pattern or --preset");
  }

  @Test
  void import_missingFileIsWrongUse() {
    assertThat(cli.run("import", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(logs.writes).isEmpty();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static String jsonLines(int count) {
    return messages(count).stream()
        .map(message -> "{\"level\":\"INFO\",\"message\":\"" + message + "\"}\n")
        .collect(Collectors.joining());
  }

  private static List<String> messages(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "message " + i).toList();
  }
}
