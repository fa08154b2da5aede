package dev.visionlog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportAndReadIT {
  /** Two stack traces, one of them nested; a level of another system's; no entry at the start. */
  private static final String TEXT =
      """
      Service starts
      2026-01-31 10:15:00,123 WARN [Frame Writer #2] org.example.FrameWriter: Disk of node 4 is nearly full
      2026-01-31 10:15:01,000 FATAL [main] org.example.Gate: Cannot open camera 3
      java.io.IOException: timeout
      \tat org.example.Gate.open(Gate.java:17)
      Caused by: java.net.SocketTimeoutException: connect timed out
      \t... 12 more

      2026-01-31 10:15:02,500 INFO [main] org.example.Gate: Up again
      2026-01-31 10:15:03,750 audit [main] org.example.Audit: User "maria" looked; ünïcode ✓
      """;

  private static final String PATTERN =
      "(?<time>\\d\\S+ \\S+) (?<level>\\w+) +\\[(?<thread>.*?)\\] (?<logger>\\S+?):(?: (?<message>.*))?";

  private static final String JSON_LINES =
      """
      {"time":"2026-01-31T10:15:00.123456Z","level":"WARNING","message":"Frame is late","camera_id":3,"source":"worker","logger_name":"worker.Frames","extra_data":{"ms":812,"big":9007199254740993,"tags":["night"]}}
      {"time":1769854501,"level":40,"message":"Timeout after 3 tries","source":"api","retry_count":3}

      {"level":"debug","message":"No time","source":"api"}
      {"level":"nonsense","message":"Rejected","source":"api"}
      {"level":"INFO","message":
      """;

  private final CliServer server = new CliServer();

  @TempDir Path folder;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void import_keepsTextWithItsEntry() throws IOException {
    CliRun summary =
        server.run(
            "import",
            "--json",
            "--pattern",
            PATTERN,
            "--level-map",
            "audit=SUCCESS",
            "--source",
            "hadoop",
            "--zone",
            "Europe/Berlin",
            write("app.log", TEXT));

    assertThat(summary.json().number("lines_read")).isEqualTo(TEXT.lines().count());
    assertThat(summary.json().number("entries_stored")).isEqualTo(5);
    assertThat(summary.json().number("continuation_lines")).isEqualTo(5);
    List<JsonValue> entries = query("--order", "asc");
    assertThat(entries.stream().map(entry -> entry.text("level")))
        .containsExactly("INFO", "WARNING", "CRITICAL", "INFO", "SUCCESS");
    assertThat(entries.stream().map(entry -> entry.text("time")))
        .containsExactly(
            "2026-01-31T09:15:00.123Z",
            "2026-01-31T09:15:00.123Z",
            "2026-01-31T09:15:01Z",
            "2026-01-31T09:15:02.500Z",
            "2026-01-31T09:15:03.750Z");
    assertThat(entries.stream().map(entry -> entry.text("logger_name")))
        .containsExactly(
            "",
            "org.example.FrameWriter",
            "org.example.Gate",
            "org.example.Gate",
            "org.example.Audit");
    assertThat(entries.get(2).text("message"))
        .isEqualTo(
            """
            Cannot open camera 3
            java.io.IOException: timeout
            \tat org.example.Gate.open(Gate.java:17)
            Caused by: java.net.SocketTimeoutException: connect timed out
            \t... 12 more""");
    assertThat(entries.get(1).text("extra_data", "thread")).isEqualTo("Frame Writer #2");
    assertThat(entries).allMatch(entry -> entry.text("source").equals("hadoop"));
  }

  @Test
  void import_ofTextIsFoundAgainByEveryPart() throws IOException {
    String file = write("app.log", TEXT);
    server.run("import", "--pattern", PATTERN, "--default-level", "INFO", "--source", "h", file);

    assertThat(server.messages("--level", "critical"))
        .singleElement()
        .asString()
        .contains("12 more");
    assertThat(server.messages("--min-level", "WARNING")).hasSize(2);
    assertThat(server.messages("--source", "h", "--search", "SOCKETTIMEOUT")).hasSize(1);
    assertThat(server.messages("--search", "example.gate")).hasSize(2);
    assertThat(server.messages("logger = org.example.Audit")).hasSize(1);
    assertThat(server.messages("extra.thread = \"Frame*\"")).hasSize(1);
    assertThat(server.messages("extra.thread:MAIN -again")).hasSize(2);
    assertThat(server.messages("✓")).hasSize(1);
    assertThat(
            server.messages("--start", "2026-01-31T10:15:01", "--end", "2026-01-31T10:15:02.500"))
        .singleElement()
        .asString()
        .startsWith("Cannot open");
  }

  @Test
  void import_ofJsonLinesAccountsForEachLine() throws IOException {
    CliRun summary = server.cli();
    int exitCode = summary.run("import", "--json", write("app.jsonl", JSON_LINES));

    assertThat(exitCode).isEqualTo(1);
    assertThat(summary.json().number("entries_stored")).isEqualTo(3);
    assertThat(summary.json().number("blank_lines")).isEqualTo(1);
    assertThat(summary.json().number("rejected_lines")).isEqualTo(2);
    assertThat(summary.json().list("rejections").stream().map(reason -> reason.text("line")))
        .containsExactly("5", "6");
    JsonValue first = query("camera_id = 3").get(0);
    assertThat(first.text("time")).isEqualTo("2026-01-31T10:15:00.123456Z");
    assertThat(first.text("logger_name")).isEqualTo("worker.Frames");
    assertThat(first.text("extra_data", "big")).isEqualTo("9007199254740993");
    assertThat(server.messages("extra.big = 9007199254740993")).hasSize(1);
    assertThat(server.messages("extra.tags:night")).containsExactly("Frame is late");
    assertThat(server.messages("extra.retry_count > 2 AND NOT source = \"worker\""))
        .containsExactly("Timeout after 3 tries");
    assertThat(query("extra.retry_count = 3").get(0).text("time"))
        .startsWith("2026-01-31T10:15:01");
    assertThat(server.messages("--camera", "3", "--level", "WARNING")).hasSize(1);
    assertThat(server.messages("--start", "1h")).containsExactly("No time");
  }

  @Test
  void query_pagesAndTotals() {
    store(2_500);

    CliRun total = server.run("query", "--total", "--json", "--limit", "10", "--source", "batch");
    assertThat(total.lines().get(0))
        .isEqualTo("{\"total_size\":\"2500\",\"total_is_lower_bound\":false}");
    assertThat(total.lines()).hasSize(11);
    CliRun forPeople = server.run("query", "--total", "--limit", "1", "level = ERROR");
    assertThat(forPeople.err()).isEqualTo("500 entries match\n");

    assertThat(server.messages("--limit", "0", "--order", "asc")).isEqualTo(numbers(0, 2_500));
    assertThat(server.messages("--limit", "1200", "--order", "asc")).isEqualTo(numbers(0, 1_200));
    assertThat(server.messages("--limit", "3", "--page", "2", "--order", "asc"))
        .isEqualTo(numbers(3, 6));
    assertThat(server.cli().run("query", "--exit-code", "level = CRITICAL")).isEqualTo(3);
    assertThat(server.cli().run("query", "--page", "2000", "--limit", "1000")).isEqualTo(2);
  }

  @Test
  void counts_areExact() {
    store(2_500);

    JsonValue stats = server.run("stats", "--start", "2026-01-01", "--json").json();
    assertThat(stats.number("total_count")).isEqualTo(2_500);
    assertThat(stats.number("error_count")).isEqualTo(500);
    assertThat(stats.number("unique_sources")).isEqualTo(1);
    assertThat(server.run("stats", "--json").json().number("total_count")).isZero();
    assertThat(server.run("stats", "--start", "2026-01-01").out())
        .containsPattern("ERROR +500\n")
        .containsPattern("total +2,500\n");

    JsonValue source = server.run("sources", "--json").json().list("sources").get(0);
    assertThat(source.text("source")).isEqualTo("batch");
    assertThat(source.number("log_count")).isEqualTo(2_500);
    assertThat(source.number("error_count")).isEqualTo(500);
    assertThat(source.text("last_log_time")).isEqualTo("2026-01-31T10:41:39Z");

    String[] range = {"--start", "2026-01-31T10:00", "--end", "2026-01-31T11:00", "--buckets", "6"};
    for (String filter : List.of("source = batch", "message:*")) {
      CliRun histogram = server.cli();
      assertThat(histogram.run(with(range, "histogram", "--json", filter))).isZero();
      assertThat(histogram.json().list("buckets").stream().map(b -> b.number("total_count")))
          .containsExactly(600L, 600L, 600L, 600L, 100L, 0L);
    }
    CliRun bars = server.cli();
    assertThat(bars.run(with(range, "histogram"))).isZero();
    assertThat(bars.lines()).hasSize(6);
    assertThat(bars.lines().get(4))
        .startsWith("2026-01-31 10:40:00          100 █")
        .endsWith("20 ERROR+");
  }

  @Test
  void get_showsOneEntry() throws IOException {
    server.cli().run("import", write("app.jsonl", JSON_LINES));
    String id = query("camera_id = 3").get(0).text("id");

    JsonValue entry = server.run("get", id, "--json").json();
    assertThat(entry.text("message")).isEqualTo("Frame is late");
    assertThat(entry.text("extra_data", "big")).isEqualTo("9007199254740993");
    assertThat(server.run("get", id).out())
        .contains("WARNING  id " + id, "worker.Frames", "Frame is late", "9007199254740993");
  }

  /** One entry a second; every fifth is an error. */
  private void store(int count) {
    String lines =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    "{\"time\":%d,\"level\":\"%s\",\"source\":\"batch\",\"message\":\"%d\"}\n"
                        .formatted(1_769_853_600L + i, i % 5 == 0 ? "ERROR" : "INFO", i))
            .collect(Collectors.joining());
    server.runWithInput(lines, "import", "-");
  }

  private List<JsonValue> query(String... args) {
    CliRun cli = server.cli();
    assertThat(cli.run(with(args, "query", "--json"))).isZero();
    return cli.jsonLines();
  }

  private static String[] with(String[] last, String... first) {
    return Stream.concat(Arrays.stream(first), Arrays.stream(last)).toArray(String[]::new);
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
