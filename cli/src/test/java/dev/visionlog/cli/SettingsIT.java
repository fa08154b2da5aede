package dev.visionlog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cameras, levels and the other settings. */
class SettingsIT {
  private final CliServer server = new CliServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void cameras_createReadUpdateDelete() {
    assertThat(server.run("cameras", "create", "Gate", "--id", "7").out()).contains("7  Gate");
    assertThat(server.cli().run("cameras", "create", "Gate", "--id", "7")).isEqualTo(1);
    String given = server.run("cameras", "create", "Door", "--json").json().text("id");
    server.run("cameras", "update", "7", "--name", "North", "--description", "Barrier 🚧");
    server.run("cameras", "update", given, "--description", "Side door");

    JsonValue camera = server.run("cameras", "get", "7", "--json").json();
    assertThat(camera.text("name")).isEqualTo("North");
    assertThat(camera.text("description")).isEqualTo("Barrier 🚧");
    assertThat(
            server.run("cameras", "list", "--json").json().list("cameras").stream()
                .map(each -> each.text("name")))
        .containsExactlyInAnyOrder("North", "Door");
    assertThat(server.run("cameras", "delete", "7").out()).contains("its entries are kept");
    assertThat(server.cli().run("cameras", "get", "7")).isEqualTo(3);
    assertThat(server.cli().run("cameras", "update", "7", "--name", "x")).isEqualTo(3);
    assertThat(server.cli().run("cameras", "delete", "7")).isEqualTo(3);
    assertThat(server.cli().run("cameras", "create", "")).isEqualTo(2);
    assertThat(server.cli().run("cameras", "create", "x", "--id", "-1")).isEqualTo(2);
  }

  @Test
  void cameras_areNamedWhereEntriesAreShown() {
    server.run("cameras", "create", "Gate", "--id", "7");
    server.runWithInput("{\"message\":\"late\",\"camera_id\":7}", "import", "-");

    assertThat(server.run("query").out()).contains("#7 (Gate): late");
    server.run("cameras", "update", "7", "--name", "North");
    assertThat(server.run("query", "--format", "full").out()).contains("7 (North)");
    assertThat(server.run("query", "--json").out()).contains("\"camera_name\":\"North\"");
    assertThat(server.run("export").out()).contains("\"camera_name\":\"North\"");
    server.run("cameras", "delete", "7");
    assertThat(server.run("query").out()).contains("#7: late");
  }

  @Test
  void level_ofASourceForAWhile() {
    server.run("level", "set", "INFO", "--source", "camera_3");
    assertThat(suppressed("camera_3", "before")).isEqualTo(1);
    assertThat(suppressed("camera_4", "another source")).isZero();

    CliRun set = server.run("level", "set", "DEBUG", "--source", "camera_3", "--for", "3s");
    assertThat(set.out()).containsPattern("camera_3 +INFO\n").containsPattern("camera_3 +DEBUG +2");
    assertThat(suppressed("camera_3", "during")).isZero();

    await().until(() -> suppressed("camera_3", "after") == 1);
    assertThat(server.messages("--source", "camera_3", "--level", "DEBUG"))
        .contains("during")
        .doesNotContain("before");
    assertThat(server.run("level", "get").out()).doesNotContainPattern("camera_3 +DEBUG");
    server.run("level", "clear", "--source", "camera_3");
    assertThat(suppressed("camera_3", "cleared")).isZero();
  }

  @Test
  void level_ofAllForAWhile() {
    server.run("level", "set", "INFO");
    server.run("level", "set", "ERROR", "--for", "2s");
    assertThat(effective()).isEqualTo("ERROR");

    await().until(() -> effective().equals("INFO"));

    server.run("level", "set", "CRITICAL", "--for", "10m");
    server.run("level", "clear", "--temporary");
    assertThat(effective()).isEqualTo("INFO");
    server.run("level", "clear");
    assertThat(effective()).isEqualTo("TRACE");
  }

  @Test
  void level_withABadEndIsWrongUse() {
    assertThat(server.cli().run("level", "set", "DEBUG", "--for", "800d")).isEqualTo(2);
    assertThat(server.cli().run("level", "set", "DEBUG", "--until", "2001-01-01")).isEqualTo(2);
    assertThat(server.cli().run("level", "set", "FATAL")).isEqualTo(2);
  }

  @Test
  void settings_changeAllAtOnceOrNone() {
    server.run(
        "settings",
        "set",
        "time-zone=Europe/Berlin",
        "retention.days=90",
        "retention.level.debug=7",
        "retention.source.a,b=3");

    JsonValue settings = server.run("settings", "get", "--json").json();
    assertThat(settings.text("time_zone")).isEqualTo("Europe/Berlin");
    assertThat(settings.number("retention", "days")).isEqualTo(90);
    assertThat(settings.at("retention").list("levels").get(0).text("level")).isEqualTo("DEBUG");
    assertThat(settings.at("retention").list("sources").get(0).text("source")).isEqualTo("a,b");

    CliRun refused = server.cli();
    assertThat(refused.run("settings", "set", "retention.days=3", "time-zone=Mars/Phobos"))
        .isEqualTo(2);
    assertThat(refused.err()).contains("Mars/Phobos").hasLineCount(1);
    assertThat(server.cli().run("settings", "set", "retention.days=-1")).isEqualTo(2);
    assertThat(server.run("settings", "get").out())
        .containsPattern("retention.days +90")
        .containsPattern("retention.level.DEBUG +7");
    server.run("settings", "set", "retention.level.DEBUG=", "retention.source.a,b=");
    assertThat(server.run("settings", "get").out())
        .doesNotContain("retention.level", "retention.source");
  }

  private String effective() {
    return server.run("level", "get", "--json").json().text("effective_threshold");
  }

  /** Writes an entry of level DEBUG and says whether it was suppressed. */
  private long suppressed(String source, String message) {
    String line =
        "{\"level\":\"DEBUG\",\"source\":\"%s\",\"message\":\"%s\"}".formatted(source, message);
    JsonValue summary = server.runWithInput(line, "import", "--json", "-").json();
    assertThat(summary.number("entries_stored") + summary.number("entries_suppressed"))
        .isEqualTo(1);
    return summary.number("entries_suppressed");
  }
}
