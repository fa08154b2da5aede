package dev.visionlog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TailIT {
  private final CliServer server = new CliServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void tail_showsEachEntryOfAnImportOnceAndInOrder() {
    CliRun tail = server.cli();
    CompletableFuture<Integer> exitCode = tail.start("tail", "--json", "--count", "5000");
    awaitConnected(tail);

    server.runWithInput(lines(0, 5_000), "import", "-");

    assertThat(exitCode.join()).isZero();
    assertThat(messages(tail)).isEqualTo(numbers(0, 5_000));
  }

  @Test
  void tail_showsWhatMatches() {
    CliRun tail = server.cli();
    CompletableFuture<Integer> exitCode =
        tail.start("tail", "--json", "--min-level", "ERROR", "--search", "5", "--count", "10");
    awaitConnected(tail);

    server.runWithInput(lines(0, 100), "import", "-");

    assertThat(exitCode.join()).isZero();
    assertThat(messages(tail))
        .containsExactly("5", "15", "25", "35", "45", "50", "55", "65", "75", "85");
  }

  @Test
  void tail_backlogThenGoesOn() {
    server.runWithInput(lines(0, 100), "import", "-");
    CliRun tail = server.cli();
    CompletableFuture<Integer> exitCode =
        tail.start("tail", "--json", "--backlog", "10", "--count", "20");
    await().until(() -> messages(tail).size() == 10);

    server.runWithInput(lines(100, 110), "import", "-");

    assertThat(exitCode.join()).isZero();
    assertThat(messages(tail)).isEqualTo(numbers(90, 110));
  }

  @Test
  void tail_sinceNeitherLosesNorRepeatsWhileOthersWrite() {
    server.runWithInput(lines(0, 3_000), "import", "-");
    CliRun writer = server.cli().input(lines(3_000, 9_000));
    CompletableFuture<Integer> written = writer.start("import", "-");
    await().until(() -> server.count("SELECT count(*) FROM logs") > 4_000);
    CliRun tail = server.cli();
    CompletableFuture<Integer> exitCode =
        tail.start("tail", "--json", "--since", "1h", "--count", "9000");

    assertThat(written.join()).isZero();
    assertThat(exitCode.join()).isZero();
    assertThat(messages(tail)).isEqualTo(numbers(0, 9_000));
  }

  @Test
  void tail_resumesAfterAnyPosition() {
    server.runWithInput(lines(0, 1_000), "import", "-");
    CliRun first = server.run("tail", "--json", "--after-position", "0", "--count", "400");
    String position = first.jsonLines().get(399).text("position");

    CliRun second = server.run("tail", "--json", "--after-position", position, "--count", "600");

    assertThat(messages(first)).isEqualTo(numbers(0, 400));
    assertThat(messages(second)).isEqualTo(numbers(400, 1_000));
  }

  @Test
  void tail_endsWith2ForABadFilter() {
    CliRun tail = server.cli();

    assertThat(tail.run("tail", "level = FATAL")).isEqualTo(2);
    assertThat(tail.err()).contains("column 9: Invalid log level 'FATAL'").hasLineCount(1);
  }

  private static void awaitConnected(CliRun tail) {
    await().until(() -> tail.err().contains("Connected"));
  }

  private static List<String> messages(CliRun cli) {
    return cli.jsonLines().stream().map(entry -> entry.text("message")).toList();
  }

  /** Every fifth is an error. */
  private static String lines(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            i ->
                "{\"level\":\"%s\",\"message\":\"%d\"}\n"
                    .formatted(i % 5 == 0 ? "ERROR" : "INFO", i))
        .collect(Collectors.joining());
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }
}
