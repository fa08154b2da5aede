package dev.visionlog.bridge.api;

import static dev.visionlog.bridge.api.ApiBridge.entry;
import static dev.visionlog.bridge.api.ApiClient.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Timestamp;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Finding entries over HTTP. */
class LogResourceIT {
  /** 2026-01-31T08:30:00Z. */
  private static final long START = 1_769_848_200L;

  private static final int COUNT = 25;

  private static ApiBridge bridge;
  private static ApiClient client;

  @BeforeAll
  static void write() {
    bridge = new ApiBridge();
    client = bridge.client();
    bridge.write(
        IntStream.range(0, COUNT)
            .mapToObj(LogResourceIT::numbered)
            .toArray(LogEntry.Builder[]::new));
    client.post("/api/cameras", "{\"id\": 1, \"name\": \"Front door\"}");
    client.post("/api/cameras", "{\"id\": 2, \"name\": \"Yard\"}");
  }

  @AfterAll
  static void close() {
    bridge.close();
  }

  /** One a minute; every fifth is an error of camera 1, the others are of camera 7. */
  private static LogEntry.Builder numbered(int number) {
    boolean error = number % 5 == 0;
    return entry(
            error ? LogLevel.ERROR : LogLevel.INFO, "entry " + number + (error ? " timeout" : ""))
        .setTime(Timestamp.newBuilder().setSeconds(START + 60L * number))
        .setCameraId(error ? 1 : 7)
        .setSource(error ? "camera_1" : "worker*")
        .setLoggerName("Capture")
        .setExtraJson("{\"n\": " + (9_007_199_254_740_993L + number) + "}");
  }

  @Test
  void list_pagesByNumberWithTotals() {
    JsonNode data = client.get("/api/logs?page=2&limit=10").data();

    assertThat(messages(data)).first().isEqualTo("entry 14");
    assertThat(data.get("logs")).hasSize(10);
    JsonNode pagination = data.get("pagination");
    assertThat(pagination.get("page").asInt()).isEqualTo(2);
    assertThat(pagination.get("limit").asInt()).isEqualTo(10);
    assertThat(pagination.get("total_items").asInt()).isEqualTo(COUNT);
    assertThat(pagination.get("total_pages").asInt()).isEqualTo(3);
    assertThat(pagination.get("has_next").asBoolean()).isTrue();
    assertThat(pagination.get("has_previous").asBoolean()).isTrue();
    assertThat(pagination.get("total_is_lower_bound").asBoolean()).isFalse();
  }

  @Test
  void list_lastPageHasNoNext() {
    JsonNode pagination = client.get("/api/logs?page=3&limit=10").data().get("pagination");

    assertThat(pagination.get("has_next").asBoolean()).isFalse();
    assertThat(pagination.has("next_page_token")).isFalse();
  }

  @Test
  void list_followsTokensThroughAllEntriesWithoutCounting() {
    List<String> seen = new ArrayList<>();
    JsonNode data = client.get("/api/logs?limit=7").data();
    seen.addAll(messages(data));
    while (data.at("/pagination/has_next").asBoolean()) {
      String token = data.at("/pagination/next_page_token").asText();
      data = client.get("/api/logs?limit=7&page_token=" + token).data();
      assertThat(data.get("pagination").has("total_items")).isFalse();
      assertThat(data.get("pagination").has("page")).isFalse();
      assertThat(data.at("/pagination/has_previous").asBoolean()).isTrue();
      seen.addAll(messages(data));
    }

    assertThat(seen).hasSize(COUNT).doesNotHaveDuplicates();
  }

  @Test
  void list_countsOnlyIfWanted() {
    assertThat(client.get("/api/logs?with_total=false").data().get("pagination").has("total_items"))
        .isFalse();
  }

  @Test
  void list_canBeginWithTheOldest() {
    assertThat(messages(client.get("/api/logs?order_by=time+asc&limit=2").data()))
        .containsExactly("entry 0 timeout", "entry 1");
  }

  @Test
  void list_appliesAllConditionsAndNamesThem() {
    JsonNode data =
        client
            .get(
                "/api/logs?level=error&camera_id=1&source=camera_1&search=TIMEOUT"
                    + "&start_date=2026-01-31T08:35:00Z&end_date=2026-01-31T08:40:00Z&filter="
                    + encoded("extra.n > 0"))
            .data();

    assertThat(messages(data)).containsExactly("entry 5 timeout");
    assertThat(data.get("filters_applied").toString())
        .isEqualTo(
            "{\"filter\":\"extra.n > 0\",\"level\":\"ERROR\",\"source\":\"camera_1\",\"camera_id\":1,"
                + "\"search\":\"TIMEOUT\",\"start_date\":\"2026-01-31T08:35:00Z\","
                + "\"end_date\":\"2026-01-31T08:40:00Z\"}");
  }

  @Test
  void list_takesEmptyParametersForNone() {
    JsonNode data =
        client.get("/api/logs?level=&source=&camera_id=&search=&start_date=&page=").data();

    assertThat(data.at("/pagination/total_items").asInt()).isEqualTo(COUNT);
    assertThat(data.get("filters_applied")).isEmpty();
  }

  @Test
  void list_understandsOffsetsAndDates() {
    assertThat(total("start_date=2026-01-31T09:50:00%2B01:00")).isEqualTo(5);
    assertThat(total("start_date=2026-01-31T09:50:00+01:00")).isEqualTo(5);
    assertThat(total("start_date=2026-01-31T08:50:00")).isEqualTo(5);
    assertThat(total("start_date=2026-01-31&end_date=2026-02-01")).isEqualTo(COUNT);
    assertThat(total("start_date=2026-02-01")).isZero();
  }

  @Test
  void entries_keepAllDigitsAndHaveTheirTimeUnderBothNames() {
    JsonNode log = client.get("/api/logs?limit=1&order_by=time+asc").data().at("/logs/0");

    assertThat(log.get("id").isIntegralNumber()).isTrue();
    assertThat(log.get("timestamp").asText()).isEqualTo("2026-01-31T08:30:00Z");
    assertThat(log.get("time")).isEqualTo(log.get("timestamp"));
    assertThat(log.get("camera_name").asText()).isEqualTo("Front door");
    assertThat(log.at("/extra_data/n").asLong()).isEqualTo(9_007_199_254_740_993L);
  }

  @Test
  void badParameters_areNamedWithWhatIsAllowed() {
    assertBad(
        "level=FATAL",
        "level",
        "Invalid log level 'FATAL'. Must be one of: TRACE, DEBUG, INFO, SUCCESS, WARNING, ERROR,"
            + " CRITICAL");
    assertBad(
        "start_date=yesterday",
        "start_date",
        "Invalid start_date 'yesterday'. Use ISO format, such as 2026-01-31T08:30:00Z");
    assertBad("end_date=2026-13-01", "end_date", "Use ISO format");
    assertBad("start_date=%2B12345-01-01T00:00:00Z", "start_date", "Use ISO format");
    assertBad("limit=1001", "limit", "Invalid limit '1001'. Must be a whole number from 1 to 1000");
    assertBad("limit=0", "limit", "from 1 to 1000");
    assertBad("page=x", "page", "Must be a whole number");
    assertBad("page=3000", "page", "go on with page_token instead");
    assertBad("page=1&page_token=x", "page", "exclude each other");
    assertBad("page_token=x", "page_token", "page_token: is not a token");
    assertBad("camera_id=-1", "camera_id", "Must be a whole number from 0");
    assertBad("order_by=level", "order_by", "'time desc', 'time asc'");
    assertBad("with_total=maybe", "with_total", "Must be true or false");
    assertBad("filter=" + encoded("level >= FATAL"), "filter", "column 10");
    assertBad("start_date=2026-02-01&end_date=2026-01-01", "start_date", "Must be before end_date");
    assertBad("limit=1&limit=2", "limit", "given more than once");
    assertBad("colour=red", "colour", "Unknown parameter 'colour'. Known are: camera_id, end_date");
  }

  @Test
  void search_findsTheQueryUnderItsOtherNames() {
    Reply reply = client.get("/api/logs/search?query=timeout&camera_id=1&page=1&limit=2");

    assertThat(reply.message()).isEqualTo("Log search completed successfully");
    assertThat(messages(reply.data())).containsExactly("entry 20 timeout", "entry 15 timeout");
    assertThat(reply.data().get("search_query").asText()).isEqualTo("timeout");
    assertThat(reply.data().get("filters_applied").toString()).isEqualTo("{\"camera_id\":1}");
    assertThat(reply.data().at("/pagination/total_items").asInt()).isEqualTo(5);
  }

  @Test
  void search_needsAQuery() {
    Reply reply = client.get("/api/logs/search?query=");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.field()).isEqualTo("query");
  }

  @Test
  void get_answersOneEntry() {
    long id = client.get("/api/logs?limit=1").data().at("/logs/0/id").asLong();

    JsonNode log = client.get("/api/logs/" + id).data().get("log");

    assertThat(log.get("id").asLong()).isEqualTo(id);
    assertThat(log.get("timestamp").asText()).isEqualTo("2026-01-31T08:54:00Z");
  }

  @Test
  void get_ofAnUnknownEntryIsNotFound() {
    Reply reply = client.get("/api/logs/999999");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.message()).isEqualTo("Log with ID 999999 not found");
    assertThat(reply.json().at("/error/reason").asText()).isEqualTo("NOT_FOUND");
  }

  @Test
  void get_ofWhatIsNoIdIsRefused() {
    Reply reply = client.get("/api/logs/abc");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.message()).isEqualTo("Invalid id 'abc'. Must be a whole number");
  }

  @Test
  void cameraLogs_ofARegisteredCamera() {
    JsonNode data = client.get("/api/logs/cameras/1?limit=3").data();

    assertThat(messages(data))
        .containsExactly("entry 20 timeout", "entry 15 timeout", "entry 10 timeout");
    assertThat(data.get("camera_id").asInt()).isEqualTo(1);
    assertThat(data.get("camera_name").asText()).isEqualTo("Front door");
    assertThat(data.get("count").asInt()).isEqualTo(3);
  }

  @Test
  void cameraLogs_ofARegisteredCameraThatWroteNothingAreEmpty() {
    JsonNode data = client.get("/api/logs/cameras/2").data();

    assertThat(data.get("count").asInt()).isZero();
    assertThat(data.get("camera_name").asText()).isEqualTo("Yard");
  }

  @Test
  void cameraLogs_ofACameraThatNobodyRegisteredAreThereIfItWrote() {
    JsonNode data = client.get("/api/logs/cameras/7").data();

    assertThat(data.get("count").asInt()).isEqualTo(20);
    assertThat(data.has("camera_name")).isFalse();
  }

  @Test
  void cameraLogs_ofAnUnknownCameraAreNotFound() {
    Reply reply = client.get("/api/logs/cameras/999");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.message()).isEqualTo("Camera with ID 999 not found");
    assertThat(reply.json().get("status_code").asInt()).isEqualTo(404);
  }

  private static void assertBad(String query, String field, String message) {
    Reply reply = client.get("/api/logs?" + query);
    assertThat(reply.status()).as(query).isEqualTo(400);
    assertThat(reply.json().get("success").asBoolean()).isFalse();
    assertThat(reply.field()).as(query).isEqualTo(field);
    assertThat(reply.message()).as(query).contains(message);
  }

  private static int total(String query) {
    return client.get("/api/logs?" + query).data().at("/pagination/total_items").asInt();
  }

  private static List<String> messages(JsonNode data) {
    return StreamSupport.stream(data.get("logs").spliterator(), false)
        .map(log -> log.get("message").asText())
        .toList();
  }
}
