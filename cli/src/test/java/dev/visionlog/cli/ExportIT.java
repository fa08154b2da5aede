package dev.visionlog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportIT {
  /** JSON escapes are those of the file; what is stored is what they mean. */
  private static final String NASTY =
      """
      {"time":"2026-01-31T10:00:00.000001Z","level":"INFO","source":"a, b","message":"two\\nlines, \\"quoted\\", 'single', \\\\ and \\ttab"}
      {"time":"2026-01-31T10:00:00.000001Z","level":"TRACE","source":" spaces ","message":"  leading and trailing  "}
      {"time":"2026-01-31T10:00:00.000001Z","level":"DEBUG","message":"\\r\\ncarriage\\rreturns\\r\\n"}
      {"time":"2026-01-31T10:00:01Z","level":"SUCCESS","message":"\\u0000 \\u0001 \\u001b[31mred\\u001b[0m \\u0007 \\u007f \\u0085 \\u2028 \\u202e \\ufeff"}
      {"time":"2026-01-31T10:00:02Z","level":"WARNING","message":"😀 👩‍🚀 ünïcødé 日本語 e\\u0301 \\ud83d\\ude00"}
      {"time":"1970-01-01T00:00:00Z","level":"ERROR","message":"","camera_id":0,"logger_name":"a.b.C\\"D"}
      {"time":"2100-12-31T23:59:59.999999Z","level":"CRITICAL","message":"{\\"id\\":1}","camera_id":9223372036854775807}
      {"time":"2026-01-31T10:00:03Z","message":"rtsp://admin:hunter2@10.0.0.7/stream password=hunter2 Authorization: Bearer hunter2hunter2","extra_data":{"api_key":"hunter2","url":"http://u:hunter2@h/"}}
      {"time":"2026-01-31T10:00:04Z","message":"extra","extra_data":{"":"empty key","a.b":{"c d":[1,2.50,1e3,-0,true,null,"x\\ny"]},"big":9007199254740993,"id":7,"q\\"":"'","ü":"😀"}}
      {"time":"2026-01-31T10:00:05Z","message":"=1+1","extra_data":{}}
      """;

  private final CliServer server = new CliServer();

  @TempDir Path folder;

  @BeforeEach
  void store() {
    server.run("cameras", "create", "Gate, \"north\"", "--id", "0");
    server.runWithInput(NASTY, "import", "-");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void export_importedAgainGivesTheSameEntries() throws IOException {
    Path file = folder.resolve("all.ndjson.gz");
    CliRun export = server.run("export", "-o", file.toString());
    assertThat(export.err()).isEqualTo("10 entries written to " + file + "\n");
    List<JsonValue> before = entries(server.run("export"));

    assertThat(server.run("delete", "--days-to-keep", "0", "--yes").out())
        .isEqualTo("10 entries deleted\n");
    assertThat(server.run("export").out()).isEmpty();
    server.run("import", file.toString());

    assertThat(entries(server.run("export"))).isEqualTo(before).hasSize(10);
    assertThat(server.run("stats", "--start", "1970-01-01", "--json").json().number("total_count"))
        .isEqualTo(10);
  }

  @Test
  void export_keepsEveryText() {
    List<JsonValue> entries = entries(server.run("export"));

    assertThat(entries.get(0).text("camera_name")).isEqualTo("Gate, \"north\"");
    assertThat(entries.get(0).text("time")).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(entries.get(1).text("message"))
        .isEqualTo("two\nlines, \"quoted\", 'single', \\ and \ttab");
    assertThat(entries.get(3).text("message")).isEqualTo("\r\ncarriage\rreturns\r\n");
    assertThat(entries.get(4).text("message"))
        .isEqualTo("␀ \u0001 \u001b[31mred\u001b[0m \u0007 \u007f \u0085 \u2028 \u202e \ufeff");
    assertThat(entries.get(5).text("message")).isEqualTo("😀 👩‍🚀 ünïcødé 日本語 e\u0301 😀");
    assertThat(entries.get(9).text("camera_id")).isEqualTo("9223372036854775807");
    assertThat(entries.get(7).at("extra_data").text("big")).isEqualTo("9007199254740993");
    assertThat(entries.get(7).at("extra_data", "a.b").list("c d")).hasSize(7);
  }

  @Test
  void secrets_areMaskedEverywhere() {
    String everything =
        server.run("export").out()
            + server.run("export", "--format", "csv").out()
            + server.run("query", "--limit", "0", "--format", "full").out()
            + server.run("tail", "--after-position", "0", "--count", "10", "--json").out();

    assertThat(everything).doesNotContain("hunter2").contains("rtsp://", "api_key");
  }

  @Test
  void csv_readsBackStrictly() throws IOException {
    Path file = folder.resolve("all.csv");
    server.run("export", "-o", file.toString());

    List<List<String>> records = CsvReader.parse(Files.readString(file));
    List<JsonValue> entries = server.run("export").jsonLines();

    assertThat(records.get(0))
        .containsExactly(
            "id",
            "time",
            "received_time",
            "level",
            "source",
            "camera_id",
            "camera_name",
            "logger_name",
            "message",
            "extra_data");
    assertThat(records).hasSize(entries.size() + 1);
    for (int i = 0; i < entries.size(); i++) {
      List<String> record = records.get(i + 1);
      JsonValue entry = entries.get(i);
      for (int column = 0; column < 9; column++) {
        assertThat(record.get(column)).isEqualTo(entry.text(records.get(0).get(column)));
      }
      JsonValue extra = entry.at("extra_data");
      assertThat(record.get(9).isEmpty() ? new JsonValue(null) : JsonValue.parse(record.get(9)))
          .isEqualTo(extra);
    }
  }

  @Test
  void csv_ofNothingHasItsHeader() {
    assertThat(server.run("export", "--format", "csv", "source = nobody").out())
        .startsWith("id,time,")
        .hasLineCount(1);
  }

  @Test
  void forPeople_controlCharactersHaveNoEffect() {
    String shown = server.run("query", "--limit", "0", "--extra").out();

    assertThat(shown).contains("\\x1b[31mred", "two\n    lines").doesNotContain("\u001b", "\u202e");
  }

  private static List<JsonValue> entries(CliRun export) {
    return export.jsonLines().stream().map(entry -> entry.without("id", "received_time")).toList();
  }
}
