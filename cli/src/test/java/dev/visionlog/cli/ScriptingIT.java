package dev.visionlog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.testing.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts rely on: exit codes, one line for an error, JSON, pipes and signals. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScriptingIT {
  private static final String NOBODY = "127.0.0.1:1";
  private static final String COUNT = "SELECT count(*) FROM logs";

  private final CliServer server = new CliServer();

  @TempDir Path folder;

  @BeforeAll
  void store() {
    server.run("generate", "--count", "3000");
    server.run("cameras", "create", "Gate", "--id", "7");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "query 'level >= FATAL'|column 10: Invalid log level 'FATAL'",
        "tail level=|column 7",
        "export 'level = '|column",
        "stats message:x|filter",
        "histogram (|column 2",
        "delete --yes nosuchfield=3|nosuchfield",
        "query --level FATAL|Invalid log level 'FATAL'",
        "level set FATAL|Invalid log level 'FATAL'",
        "query --start soonish|soonish",
        "query --start 0000-01-01|",
        "query --limit -1|--limit",
        "query --limit many|many",
        "query --limt 3|--limit",
        "frobnicate|frobnicate",
        "cameras|missing",
        "import|what to import",
        "import no-such-file|no-such-file",
        "settings set colour=red|colour",
        "generate --rate 1e9|rate",
        "stats --period 0s|period",
        "stats --server nonsense|nonsense",
      })
  void wrongUse_endsWith2(String line) {
    String[] parts = line.split("\\|", 2);
    CliRun cli = server.cli();

    assertThat(cli.run(arguments(parts[0]))).as(cli::err).isEqualTo(2);

    assertThat(cli.err()).startsWith("visionlog: ").contains(parts[1]);
    assertNoTrace(cli);
    assertThat(cli.err().lines().count()).isLessThanOrEqualTo(3);
    assertThat(cli.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"get 999999999999", "cameras get 99", "cameras delete 99", "get 0", "get -1"})
  void missing_endsWith3(String line) {
    CliRun cli = server.cli();

    assertThat(cli.run(arguments(line.replace("-1", "-- -1")))).as(cli::err).isEqualTo(3);

    assertThat(cli.err()).contains("not found").hasLineCount(1);
    assertNoTrace(cli);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "query",
        "get 1",
        "stats",
        "sources",
        "histogram",
        "export",
        "tail",
        "tail --since 1h",
        "import --retry-for 1ms -",
        "cameras list",
        "level get",
        "level set INFO",
        "settings get",
        "delete --yes a",
        "cleanup",
        "diagnose",
        "generate",
        "status",
        "writers"
      })
  void away_endsWith4(String line) {
    CliRun cli = new CliRun().systemClock().server(NOBODY).input("{\"message\":\"x\"}\n");

    assertThat(cli.run(arguments(line))).as(cli::err).isEqualTo(4);

    assertThat(cli.err())
        .contains("The server at " + NOBODY + " cannot be reached")
        .hasLineCount(1);
    assertNoTrace(cli);
  }

  @Test
  void version_needsNoServer() {
    CliRun cli = new CliRun().server(NOBODY);

    assertThat(cli.run("version", "--json")).isZero();
    assertThat(cli.json().text("server")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "get 1",
        "stats",
        "sources",
        "histogram",
        "cameras list",
        "cameras get 7",
        "cameras update 7 --description x",
        "cameras create Spare --id 70",
        "cameras delete 70",
        "level get",
        "level set TRACE --source x --for 1h",
        "level clear --source x",
        "settings get",
        "settings set retention.days=30",
        "delete --dry-run level=CRITICAL",
        "delete --yes source=nobody",
        "cleanup",
        "diagnose",
        "diagnose --write-test-entries",
        "generate --count 3",
        "status",
        "writers",
        "version",
        "import -",
        "import --dry-run -"
      })
  void json_isOneDocument(String line) {
    CliRun cli = server.cli().input("{\"message\":\"x\"}\n");

    assertThat(cli.run(arguments(line + " --json"))).as(cli::err).isZero();

    assertThat(cli.json().value()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "query --limit 50 --total",
        "query --format json",
        "export",
        "tail --after-position 0 --count 50",
        "tail --since 1h --count 50"
      })
  void json_isOneObjectALine(String line) {
    CliRun cli = server.cli();

    assertThat(cli.run(arguments(line + " --json"))).as(cli::err).isZero();

    assertThat(cli.jsonLines()).hasSizeGreaterThanOrEqualTo(50);
  }

  @ParameterizedTest
  @ValueSource(strings = {"query --limit 0 --json", "export", "tail --after-position 0"})
  void closedPipe_endsQuietly(String line) {
    try (ChildProcess head =
        CliProcess.start(folder, server.address(), arguments(line + " --quiet"))) {
      assertThat(head.readLine()).isNotNull();
      head.closeOutput();

      assertThat(head.exitCode()).isZero();
      assertThat(head.err()).isEmpty();
    }
  }

  @Test
  void interrupt_endsWith130() {
    List<ChildProcess> commands =
        List.of(
            CliProcess.start(folder, server.address(), "tail", "--backlog", "1"),
            CliProcess.start(
                folder, server.address(), "tail", "--since", "1h", "level = CRITICAL"));
    for (ChildProcess command : commands) {
      try (command) {
        assertThat(command.readLine()).isNotNull();
        command.interrupt();

        assertThat(command.exitCode()).isEqualTo(130);
        assertThat(command.err()).doesNotContain("Exception", "\tat ");
      }
    }
  }

  @Test
  void interrupt_endsAnEndlessGenerate() {
    try (ChildProcess generate =
        CliProcess.start(folder, server.address(), "generate", "--count", "0", "--rate", "500")) {
      long before = server.count(COUNT);
      await().until(() -> server.count(COUNT) > before);
      generate.interrupt();

      assertThat(generate.exitCode()).isEqualTo(130);
      assertThat(generate.err()).isEmpty();
    }
  }

  @Test
  void interrupt_ofAnImportFromAPipeStillGivesTheAccount() {
    String count = COUNT + " WHERE source = 'pipe'";
    try (ChildProcess writer =
        CliProcess.start(folder, server.address(), "import", "--source", "pipe", "-")) {
      writer.write("{\"message\":\"x\"}\n".repeat(700));
      await().until(() -> server.count(count) == 700);
      writer.write("{\"message\":\"y\"}\n");
      await().until(() -> server.count(count) == 701);
      writer.interrupt();

      assertThat(writer.readLine()).startsWith("lines      701 read");
      assertThat(writer.readLine()).startsWith("entries    701 sent");
      assertThat(writer.exitCode()).isEqualTo(130);
      assertThat(writer.err()).isEmpty();
    }
  }

  @Test
  void export_appearsWholeOrNotAtAll() throws IOException {
    Path file = folder.resolve("whole.csv");
    assertThat(server.cli().run("export", "level >= FATAL", "-o", file.toString())).isEqualTo(2);
    assertThat(file).doesNotExist();

    server.run("export", "-o", file.toString());

    assertThat(CsvReader.parse(Files.readString(file))).hasSizeGreaterThan(3_000);
    assertThat(server.cli().run("export", "-o", folder.resolve("no/such").toString())).isEqualTo(1);
  }

  private static void assertNoTrace(CliRun cli) {
    assertThat(cli.err()).doesNotContain("\tat ", "Exception", "filter: filter:");
  }

  /** Splits at spaces outside single quotes. */
  private static String[] arguments(String line) {
    return Pattern.compile("'([^']*)'|(\\S+)")
        .matcher(line)
        .results()
        .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
        .toArray(String[]::new);
  }
}
