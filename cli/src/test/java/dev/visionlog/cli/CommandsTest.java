package dev.visionlog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.cli.output.TimeText;
import dev.visionlog.v1.DiagnoseResponse;
import dev.visionlog.v1.ListLogsRequest;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.LogScenario;
import dev.visionlog.v1.SourceThreshold;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
  private final FakeLogService logs = new FakeLogService();
  private final FakeSettingsService settings = new FakeSettingsService();
  private final FakeAdminService admin = new FakeAdminService();
  private final FakeServer server = new FakeServer(logs, settings, admin, new FakeCameraService());
  private final CliRun cli = new CliRun().server(server);

  @TempDir Path folder;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void query_sendsStructuredFields() {
    cli.run(
        "query",
        "a",
        "OR",
        "b",
        "--level",
        "error",
        "--source",
        "api",
        "--camera",
        "3",
        "--search",
        "x y",
        "--start",
        "1h",
        "--end",
        "2026-01-31",
        "--order",
        "asc");

    ListLogsRequest request = logs.lists.get(0);
    assertThat(request.getFilter()).isEqualTo("a OR b");
    assertThat(request.getLevel()).isEqualTo(LogLevel.ERROR);
    assertThat(request.getSource()).isEqualTo("api");
    assertThat(request.getCameraId()).isEqualTo(3);
    assertThat(request.getSearch()).isEqualTo("x y");
    assertThat(TimeText.instant(request.getStart())).isEqualTo(CliRun.NOW.minusSeconds(3600));
    assertThat(TimeText.instant(request.getEnd())).isEqualTo("2026-01-31T00:00:00Z");
    assertThat(request.getOrderBy()).isEqualTo("time asc");
  }

  @Test
  void query_followsPagesUntilTheLimit() {
    store(30);

    assertThat(cli.run("query", "--limit", "20")).isZero();

    assertThat(cli.lines()).hasSize(20);
    assertThat(logs.lists).extracting(ListLogsRequest::getPageToken).containsExactly("", "7", "14");
    assertThat(logs.lists).extracting(ListLogsRequest::getPageSize).containsExactly(20, 13, 6);
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void query_showsOnATerminalHowFarItHasCome() {
    store(30);

    cli.onTerminal().run("query", "--limit", "0", "--color", "never");

    assertThat(cli.lines()).hasSize(30);
    assertThat(cli.err()).contains("Searched as far as 2026-01-31");
  }

  @Test
  void query_printsTotal() {
    store(9);

    cli.run("query", "--total", "--json", "--limit", "1");

    assertThat(cli.lines().get(0))
        .isEqualTo("{\"total_size\":\"9\",\"total_is_lower_bound\":false}");
    assertThat(cli.lines()).hasSize(2);
  }

  @Test
  void query_exitCodeSaysThatNothingMatched() {
    assertThat(cli.run("query", "--exit-code")).isEqualTo(3);
    assertThat(cli.run("query")).isZero();
  }

  @Test
  void query_endsQuietlyWhenTheReaderHasGone() {
    store(30);
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };

    assertThat(cli.output(gone).run("query")).isZero();
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void get_ofMissingEntryEndsWith3() {
    assertThat(cli.run("get", "77")).isEqualTo(3);
    assertThat(cli.err()).isEqualTo("visionlog: There is no entry with the id 77 [FAKE]\n");
  }

  @Test
  void get_showsEverything() {
    store(1);

    assertThat(cli.run("get", "1")).isZero();
    assertThat(cli.out()).contains("INFO  id 1  position 1", "message   hello 1");
  }

  @Test
  void stats_nameTheFieldOfABadFilter() {
    assertThat(cli.run("stats", "level => 3")).isEqualTo(2);
    assertThat(cli.err())
        .isEqualTo("visionlog: The filter cannot be read (filter: expected a value at 7) [FAKE]\n");
  }

  @Test
  void stats_asTextAndAsJson() {
    assertThat(cli.run("stats", "--color", "never")).isZero();
    assertThat(cli.out()).containsPattern("ERROR +2\n").containsPattern("total +5\n");

    CliRun json = new CliRun().server(server);
    json.run("stats", "--json");
    assertThat(json.out()).contains("\"error_count\": \"2\"", "\"trace_count\": \"0\"");
  }

  @Test
  void color_onTerminalUnlessNoColorIsSet() {
    store(1);
    CliRun plain = new CliRun().server(server).onTerminal().variable("NO_COLOR", "1");

    cli.onTerminal().run("query");
    plain.run("query");

    assertThat(cli.out()).contains("\u001b[34mINFO");
    assertThat(plain.out()).doesNotContain("\u001b").contains("INFO");
  }

  @Test
  void export_leavesNoFileBehindWhenItBreaks() {
    store(3);

    int exitCode = cli.run("export", "break", "-o", folder.resolve("x.ndjson").toString());

    assertThat(exitCode).isEqualTo(4);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void level_setTriesAgainWhenSomeoneElseWasFaster() {
    settings.conflicts = 2;

    assertThat(cli.run("level", "set", "debug", "--source", "camera_7")).isZero();

    assertThat(settings.settings.getSourceThresholdsList())
        .containsExactly(
            SourceThreshold.newBuilder().setSource("camera_7").setLevel(LogLevel.DEBUG).build());
    assertThat(settings.settings.getTimeZone()).isEqualTo("Asia/Kathmandu");
  }

  @Test
  void level_setForAWhileAndClear() {
    cli.run("level", "set", "ERROR");
    cli.run("level", "set", "TRACE", "--for", "10m");

    assertThat(settings.settings.getThreshold()).isEqualTo(LogLevel.ERROR);
    assertThat(TimeText.instant(settings.settings.getTemporaryThresholds(0).getExpireTime()))
        .isEqualTo(CliRun.NOW.plusSeconds(600));

    cli.run("level", "clear");
    assertThat(settings.settings.getThreshold()).isEqualTo(LogLevel.TRACE);
    assertThat(settings.settings.getTemporaryThresholdsList()).isEmpty();
  }

  @Test
  void level_unknownIsWrongUse() {
    assertThat(cli.run("level", "set", "FATAL")).isEqualTo(2);
    assertThat(cli.err()).contains("Invalid log level 'FATAL'. Must be one of: TRACE, DEBUG");
  }

  @Test
  void settings_setSeveralAtOnce() {
    int exitCode =
        cli.run(
            "settings",
            "set",
            "time-zone=Europe/Berlin",
            "retention.days=90",
            "retention.level.debug=7");

    assertThat(exitCode).isZero();
    assertThat(settings.settings.getTimeZone()).isEqualTo("Europe/Berlin");
    assertThat(settings.settings.getRetention().getDays()).isEqualTo(90);
    assertThat(settings.settings.getRetention().getLevels(0).getDays()).isEqualTo(7);

    assertThat(cli.run("settings", "set", "retention.level.DEBUG=")).isZero();
    assertThat(settings.settings.getRetention().getLevelsList()).isEmpty();
    assertThat(cli.run("settings", "set", "colour=red")).isEqualTo(2);
  }

  @Test
  void delete_asksOnATerminalAfterCounting() {
    assertThat(cli.onTerminal().input("n\n").run("delete", "level = DEBUG")).isEqualTo(1);
    assertThat(cli.err()).contains("Delete 42 entries for good? [y/N]");
    assertThat(logs.deletes).allMatch(request -> request.getDryRun());

    assertThat(cli.input("y\n").run("delete", "level = DEBUG")).isZero();
    assertThat(logs.deletes).anyMatch(request -> !request.getDryRun());
  }

  @Test
  void delete_withoutATerminalNeedsYes() {
    assertThat(cli.run("delete", "--days-to-keep", "3")).isEqualTo(2);
    assertThat(logs.deletes).allMatch(request -> request.getDryRun());
    assertThat(cli.run("delete", "--days-to-keep", "3", "--yes")).isZero();
    assertThat(cli.run("delete")).isEqualTo(2);
  }

  @Test
  void cameras_createListUpdateDelete() {
    assertThat(cli.run("cameras", "create", "Gate", "--id", "7")).isZero();
    assertThat(cli.run("cameras", "create", "Gate", "--id", "7")).isEqualTo(1);
    assertThat(cli.run("cameras", "create", "Door", "--id", "8")).isZero();
    assertThat(cli.run("cameras", "update", "7", "--name", "North")).isZero();
    CliRun list = new CliRun().server(server);
    list.run("cameras", "list");
    assertThat(list.out()).contains("North", "Door").doesNotContain("Gate");
    assertThat(cli.run("cameras", "delete", "7")).isZero();
    assertThat(cli.run("cameras", "get", "7")).isEqualTo(3);
  }

  @Test
  void diagnose_exitCodeSaysThatThereIsSomething() {
    assertThat(cli.run("diagnose", "--exit-code")).isZero();

    admin.diagnosis = DiagnoseResponse.newBuilder().addFindings("Camera 3 is silent").build();
    assertThat(cli.run("diagnose")).isZero();
    assertThat(cli.run("diagnose", "--exit-code")).isEqualTo(1);
    assertThat(cli.out()).contains("  - Camera 3 is silent");
  }

  @Test
  void generate_passesScenarios() {
    assertThat(cli.run("generate", "--count", "0", "--rate", "5", "--scenario", "api,camera"))
        .isZero();

    assertThat(admin.generated.get(0).getCount()).isZero();
    assertThat(admin.generated.get(0).hasCount()).isTrue();
    assertThat(admin.generated.get(0).getScenariosList())
        .containsExactly(LogScenario.LOG_SCENARIO_API, LogScenario.LOG_SCENARIO_CAMERA);
    assertThat(cli.out()).isEqualTo("30 entries generated, 30 stored\n");
  }

  @Test
  void status_writersCleanupVersion() {
    assertThat(cli.run("status")).isZero();
    assertThat(cli.run("writers")).isZero();
    assertThat(cli.run("cleanup", "--dry-run")).isZero();
    assertThat(cli.run("version")).isZero();
    assertThat(cli.out())
        .contains(
            "PostgreSQL 18.6", "edge-1", "7 entries and 0 predictions would be deleted", "9.9");
  }

  @Test
  void server_unknownCallEndsWithOneLine() {
    assertThat(cli.run("sources")).isEqualTo(1);
    assertThat(cli.err()).hasLineCount(1).doesNotContain("\tat ");
    assertThat(cli.run("sources", "--debug")).isEqualTo(1);
    assertThat(cli.err()).contains("\tat ");
  }

  @Test
  void wrongUse_endsWith2AndSaysWhereToLook() {
    assertThat(cli.run("query", "--limt", "3")).isEqualTo(2);
    assertThat(cli.err()).contains("Unknown option: '--limt'", "visionlog query --help");
    assertThat(cli.run()).isEqualTo(2);
    assertThat(cli.run("predictions")).isEqualTo(2);
    assertThat(cli.run("images")).isEqualTo(2);
    assertThat(cli.run("stats", "--server", "nonsense")).isEqualTo(2);
    assertThat(cli.run("query", "--start", "soonish")).isEqualTo(2);
  }

  @Test
  void help_ofEveryCommandHasAnExample() {
    for (String command :
        List.of(
            "tail",
            "query",
            "import",
            "export",
            "delete",
            "diagnose",
            "level set",
            "predictions list",
            "predictions get",
            "predictions stats",
            "predictions tail",
            "predictions export",
            "predictions import",
            "predictions delete",
            "images stats",
            "images get",
            "images check",
            "images cleanup")) {
      CliRun help = new CliRun();
      assertThat(help.run((command + " --help").split(" "))).isZero();
      assertThat(help.out()).contains("Example", "  visionlog " + command);
    }
  }

  private void store(int count) {
    for (int i = 1; i <= count; i++) {
      logs.store(
          LogEntry.newBuilder()
              .setLevel(LogLevel.INFO)
              .setSource("api")
              .setMessage("hello " + i)
              .setTime(TimeText.timestamp(CliRun.NOW)));
    }
  }
}
