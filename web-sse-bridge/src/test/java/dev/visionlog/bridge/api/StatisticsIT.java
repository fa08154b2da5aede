package dev.visionlog.bridge.api;

import static dev.visionlog.bridge.api.ApiBridge.entry;
import static dev.visionlog.bridge.api.ApiClient.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.visionlog.v1.LogLevel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Counting entries over HTTP. */
class StatisticsIT {
  private static ApiBridge bridge;
  private static ApiClient client;

  @BeforeAll
  static void write() {
    bridge = new ApiBridge();
    client = bridge.client();
    bridge.write(
        entry(LogLevel.ERROR, "lens").setSource("camera_1").setCameraId(1),
        entry(LogLevel.ERROR, "link").setSource("camera_1").setCameraId(1),
        entry(LogLevel.WARNING, "slow").setSource("worker"),
        entry(LogLevel.SUCCESS, "sent").setSource("worker"));
  }

  @AfterAll
  static void close() {
    bridge.close();
  }

  @Test
  void stats_countByLevel() {
    Reply reply = client.get("/api/logs/stats?hours=24");

    assertThat(reply.message()).isEqualTo("Log statistics fetched successfully");
    JsonNode summary = reply.data().get("summary");
    assertThat(summary.get("total_logs").asInt()).isEqualTo(4);
    assertThat(summary.get("error_count").asInt()).isEqualTo(2);
    assertThat(summary.get("warning_count").asInt()).isEqualTo(1);
    assertThat(summary.get("success_count").asInt()).isEqualTo(1);
    assertThat(summary.get("critical_count").isInt()).isTrue();
    assertThat(summary.get("unique_sources").asInt()).isEqualTo(2);
    assertThat(summary.get("unique_cameras").asInt()).isEqualTo(1);
    assertThat(Instant.parse(summary.get("first_log_at").asText()))
        .isBeforeOrEqualTo(Instant.parse(summary.get("last_log_at").asText()));
    assertThat(reply.data().get("period_hours").toString()).isEqualTo("24");
    assertThat(reply.data().at("/metadata/data_range/first_log"))
        .isEqualTo(summary.get("first_log_at"));
    assertThat(reply.data().at("/metadata/coverage/unique_sources").asInt()).isEqualTo(2);
  }

  @Test
  void stats_ofAnEmptyPeriodHaveZerosAndNoTimes() {
    JsonNode data =
        client.get("/api/logs/stats?start_date=2020-01-01&end_date=2020-01-01T00:30:00Z").data();

    assertThat(data.at("/summary/total_logs").asInt()).isZero();
    assertThat(data.at("/summary/unique_sources").isInt()).isTrue();
    assertThat(data.at("/summary/first_log_at").isNull()).isTrue();
    assertThat(data.get("period_hours").toString()).isEqualTo("0.5");
  }

  @Test
  void stats_takeAFilterThatCanBeCounted() {
    JsonNode data = client.get("/api/logs/stats?filter=" + encoded("source = camera_1")).data();

    assertThat(data.at("/summary/total_logs").asInt()).isEqualTo(2);
  }

  @Test
  void stats_refuseWhatTheyCannotCount() {
    assertBad("/api/logs/stats?filter=lens", "filter", "may use level, source and camera_id only");
    assertBad("/api/logs/stats?hours=0", "hours", "from 1 to 87840");
    assertBad("/api/logs/stats?hours=2&start_date=2020-01-01", "hours", "exclude each other");
    assertBad("/api/logs/stats?end_date=2020-01-01", "start_date", "is required");
    assertBad(
        "/api/logs/stats?start_date=2020-01-02&end_date=2020-01-01",
        "start_date",
        "Must be before");
  }

  @Test
  void sources_haveTheirCounts() {
    Reply reply = client.get("/api/logs/sources");

    assertThat(reply.message()).isEqualTo("Log sources fetched successfully");
    assertThat(reply.data().get("total_sources").asInt()).isEqualTo(2);
    JsonNode camera = reply.data().at("/sources/0");
    assertThat(camera.get("source").asText()).isEqualTo("camera_1");
    assertThat(camera.get("log_count").asInt()).isEqualTo(2);
    assertThat(camera.get("error_count").asInt()).isEqualTo(2);
    assertThat(camera.get("warning_count").asInt()).isZero();
    assertThat(Instant.parse(camera.get("last_log_at").asText())).isAfter("2026-01-01T00:00:00Z");
  }

  @Test
  void histogram_hasBucketsAndTheirSums() {
    JsonNode data = client.get("/api/histogram?buckets=4").data();

    assertThat(data.get("buckets")).hasSize(4);
    JsonNode last = data.at("/buckets/3");
    assertThat(last.get("total_count").asInt()).isEqualTo(4);
    assertThat(last.get("levels").toString())
        .isEqualTo(
            "[{\"level\":\"SUCCESS\",\"count\":1},{\"level\":\"WARNING\",\"count\":1},"
                + "{\"level\":\"ERROR\",\"count\":2}]");
    assertThat(data.at("/totals/ERROR").asInt()).isEqualTo(2);
    assertThat(data.at("/totals/TRACE").isInt()).isTrue();
    assertThat(data.get("total_count").asInt()).isEqualTo(4);
  }

  @Test
  void histogram_takesEveryCondition() {
    Instant now = Instant.now();
    JsonNode data =
        client
            .get(
                "/api/histogram?level=ERROR&search=LENS&source=camera_1&camera_id=1&filter="
                    + encoded("NOT link")
                    + "&start_date="
                    + now.minus(1, ChronoUnit.HOURS)
                    + "&end_date="
                    + now.plus(1, ChronoUnit.HOURS))
            .data();

    assertThat(data.get("total_count").asInt()).isEqualTo(1);
  }

  @Test
  void histogram_refusesBadParametersByTheirOwnNames() {
    assertBad("/api/histogram?buckets=1001", "buckets", "from 1 to 1000");
    assertBad(
        "/api/histogram?start_date=2020-01-02&end_date=2020-01-01", "start_date", "Must be before");
    assertBad("/api/histogram?start_date=9990-01-01", "start_date", "start_date: ");
    assertBad("/api/histogram?filter=(", "filter", "column 2");
  }

  private static void assertBad(String path, String field, String message) {
    Reply reply = client.get(path);
    assertThat(reply.status()).as(path).isEqualTo(400);
    assertThat(reply.field()).as(path).isEqualTo(field);
    assertThat(reply.message()).as(path).contains(message);
  }
}
