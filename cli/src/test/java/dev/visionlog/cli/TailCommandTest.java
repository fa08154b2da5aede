package dev.visionlog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.cli.output.TimeText;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.TailLogsRequest;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TailCommandTest {
  private static final Pattern ID = Pattern.compile("\"id\":\"(\\d+)\"");

  private final FakeLogService logs = new FakeLogService();
  private final FakeServer server = new FakeServer(logs);
  private final CliRun cli = new CliRun().server(server);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void tail_resumesExactlyAfterEachLostStream() {
    store(100);
    logs.tailBreaks.addAll(List.of(3, 1, 0, 2));

    int exitCode = cli.run("tail", "--after-position", "0", "--count", "100", "--json");

    assertThat(exitCode).isZero();
    assertThat(ids(cli)).isEqualTo(numbers(1, 100));
    assertThat(logs.tails)
        .extracting(TailLogsRequest::getAfterPosition)
        .containsExactly(0L, 30L, 40L, 40L, 60L);
    assertThat(cli.err()).contains("Connection lost: going away", "Connected again", "position 60");
  }

  @Test
  void tail_goesOnAfterServerRestart() {
    store(20);
    CompletableFuture<Integer> exitCode =
        CompletableFuture.supplyAsync(
            () -> cli.run("tail", "--backlog", "5", "--count", "10", "--json"));
    await().until(() -> ids(cli).size() == 5);

    server.stop();
    logs.forgetTails();
    store(3);
    server.startAgain();
    await().until(() -> ids(cli).size() == 8);
    store(2);

    assertThat(exitCode.join()).isZero();
    assertThat(ids(cli)).isEqualTo(numbers(16, 25));
  }

  @Test
  void tail_sinceShowsHistoryOnceAndThenGoesOn() {
    store(50);
    logs.afterFirstTail = () -> store(10);
    logs.listFailures.add(Status.UNAVAILABLE);

    int exitCode = cli.run("tail", "--since", "10s", "--count", "20", "--json", "source = \"api\"");

    assertThat(exitCode).isZero();
    assertThat(ids(cli)).isEqualTo(numbers(41, 60));
    assertThat(logs.lists)
        .allMatch(list -> list.getFilter().equals("(source = \"api\") AND position <= 50"));
    assertThat(logs.tails.get(1).getAfterPosition()).isEqualTo(50);
  }

  @Test
  void tail_namesGapAndTheQueryThatFetchesIt() {
    store(40);
    logs.gap = new long[] {11, 30};

    int exitCode = cli.run("tail", "--after-position", "0", "--count", "20", "level = INFO");

    assertThat(exitCode).isZero();
    assertThat(cli.lines()).hasSize(21);
    assertThat(cli.lines().get(10))
        .startsWith("--- GAP: 20 entries from position 11 to 30")
        .endsWith(
            "visionlog query --order asc --limit 0 '(level = INFO) AND position >= 11 AND position <= 30'");
  }

  @Test
  void tail_gapIsOneLineOfJson() {
    store(40);
    logs.gap = new long[] {11, 30};

    cli.run("tail", "--after-position", "0", "--count", "20", "--json");

    assertThat(cli.lines().get(10))
        .isEqualTo(
            "{\"gap\":{\"from_position\":\"11\",\"to_position\":\"30\",\"matched_count\":\"20\"},\"position\":\"30\"}");
  }

  @Test
  void tail_fillsGapInItsPlace() {
    store(40);
    logs.gap = new long[] {11, 30};

    int exitCode =
        cli.run("tail", "--after-position", "0", "--fill-gaps", "--count", "40", "--json");

    assertThat(exitCode).isZero();
    assertThat(ids(cli)).isEqualTo(numbers(1, 40));
  }

  @Test
  void tail_reconnectsWhenNothingIsHeard() {
    store(2);
    CompletableFuture<Integer> exitCode =
        CompletableFuture.supplyAsync(() -> cli.run("tail", "--max-silence", "1s", "--count", "1"));

    await().until(() -> logs.tails.size() > 1);
    store(1);

    assertThat(exitCode.join()).isZero();
    assertThat(cli.err()).contains("nothing was heard");
  }

  @Test
  void tail_endsWith4IfServerWasNeverThere() {
    server.stop();

    assertThat(cli.run("tail")).isEqualTo(4);
    assertThat(cli.err()).contains("cannot be reached: Connection refused").hasLineCount(1);
  }

  @Test
  void tail_interruptedEndsWith130() {
    CompletableFuture<Integer> exitCode = CompletableFuture.supplyAsync(() -> cli.run("tail"));
    await().until(() -> logs.openTails() == 1);

    cli.interruption.interrupt();

    assertThat(exitCode.join()).isEqualTo(130);
    assertThat(cli.err()).doesNotContain("Exception");
  }

  private void store(int count) {
    for (int i = 0; i < count; i++) {
      LogEntry.Builder entry =
          LogEntry.newBuilder().setLevel(LogLevel.INFO).setSource("api").setMessage("hello");
      int ago = 50 - logs.stored().size();
      logs.store(entry.setTime(TimeText.timestamp(CliRun.NOW.minusSeconds(ago))));
    }
  }

  private static List<Integer> numbers(int from, int to) {
    return IntStream.rangeClosed(from, to).boxed().toList();
  }

  private static List<Integer> ids(CliRun cli) {
    return ID.matcher(cli.out()).results().map(match -> Integer.parseInt(match.group(1))).toList();
  }
}
