package dev.visionlog.bridge.api;

import static dev.visionlog.bridge.api.ApiBridge.entry;
import static dev.visionlog.bridge.api.ApiClient.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries as files, from the real server. */
class ExportIT {
  private static final int COUNT = 4_000;

  private static final List<String> STRANGE =
      List.of(
          "cam*",
          "camera",
          "\"quoted\"",
          "back\\slash",
          "\\",
          "line\nbreak",
          "tab\t",
          "a AND b",
          "(",
          ") OR (",
          "über 📷",
          "it's",
          "-x",
          "%2B+&=",
          "level = INFO");

  private static ApiBridge bridge;
  private static ApiClient client;

  @BeforeAll
  static void write() {
    bridge = new ApiBridge();
    client = bridge.client();
    bridge.write(
        IntStream.range(0, COUNT)
            .mapToObj(
                number ->
                    entry(number % 2 == 0 ? LogLevel.INFO : LogLevel.ERROR, "entry " + number)
                        .setSource("bulk")
                        .setExtraJson("{\"n\":" + number + ",\"text\":\"a,b\"}"))
            .toArray(LogEntry.Builder[]::new));
    for (String text : STRANGE) {
      bridge.write(entry(LogLevel.DEBUG, "<" + text + ">").setSource(text));
    }
  }

  @AfterAll
  static void close() {
    bridge.close();
  }

  @Test
  void ndjson_hasEveryEntryOldestFirst() throws Exception {
    Reply reply = client.get("/api/logs/export?source=bulk");

    assertThat(reply.header("content-type")).isEqualTo("application/x-ndjson");
    assertThat(reply.header("content-disposition"))
        .matches("attachment; filename=\"visionlog-\\d{8}-\\d{6}\\.ndjson\"");
    List<String> lines = reply.body().lines().toList();
    assertThat(lines).hasSize(COUNT);
    JsonNode last = new ObjectMapper().readTree(lines.get(COUNT - 1));
    assertThat(last.get("message").asText()).isEqualTo("entry " + (COUNT - 1));
    assertThat(last.at("/extra_data/n").asInt()).isEqualTo(COUNT - 1);
  }

  @Test
  void csv_hasAHeaderAndEveryEntry() {
    Reply reply = client.get("/api/logs/export?format=csv&source=bulk&level=error");

    assertThat(reply.header("content-type")).isEqualTo("text/csv; charset=utf-8");
    assertThat(reply.header("content-disposition")).endsWith(".csv\"");
    List<String> lines = reply.body().lines().toList();
    assertThat(lines).hasSize(1 + COUNT / 2);
    assertThat(lines.get(0)).startsWith("id,time,received_time,level,source,");
    assertThat(lines.get(1)).contains(",ERROR,bulk,").contains("entry 1,\"{\"\"n\"\": 1");
  }

  @Test
  void export_withoutAMatchIsEmpty() {
    Reply ndjson = client.get("/api/logs/export?search=nowhere");
    assertThat(ndjson.status()).isEqualTo(200);
    assertThat(ndjson.body()).isEmpty();
    assertThat(client.get("/api/logs/export?search=nowhere&format=csv").body().lines()).hasSize(1);
  }

  @Test
  void export_isNotCompressedByTheBridge() {
    Reply reply = client.get("/api/logs/export?source=bulk", "accept-encoding", "gzip");

    assertThat(reply.header("content-encoding")).isEmpty();
  }

  @Test
  void export_meansTheSameAsTheList() {
    for (String text : STRANGE) {
      assertSame("source=" + encoded(text), 1);
      assertSame("source=" + encoded(text) + "&filter=" + encoded("level = DEBUG OR nothing"), 1);
      assertSame("search=" + encoded("<" + text + ">"), 1);
    }
    assertSame("level=DEBUG", STRANGE.size());
    assertSame("start_date=2020-01-01T00:00:00.123456789Z&end_date=2021-01-01", 0);
  }

  private static void assertSame(String query, int count) {
    Reply list = client.get("/api/logs?limit=1000&" + query);
    Reply export = client.get("/api/logs/export?" + query);
    assertThat(list.data().at("/pagination/total_items").asInt()).as(query).isEqualTo(count);
    assertThat(export.status()).as(query).isEqualTo(200);
    assertThat(export.body().lines()).as(query).hasSize(count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"level =", "a) OR (b", "(a", "a\\", "\"a", "OR a", "a AND"})
  void filter_thatIsBrokenIsRefusedHoweverItIsCombined(String filter) {
    for (String others : List.of("", "&source=bulk", "&level=ERROR&search=x")) {
      Reply reply = client.get("/api/logs/export?filter=" + encoded(filter) + others);

      assertThat(reply.status()).as(filter + others).isEqualTo(400);
      assertThat(reply.field()).isEqualTo("filter");
      assertThat(reply.header("content-disposition")).isEmpty();
    }
  }

  @Test
  void format_isOneOfTwo() {
    Reply reply = client.get("/api/logs/export?format=xml");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.message()).isEqualTo("Invalid format 'xml'. Must be one of: ndjson, csv");
  }
}
