package dev.visionlog.bridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The settings over HTTP. */
class SettingsIT {
  /** What holds unless somebody changes it. */
  private static final String OF_PREDICTIONS =
      "\"prediction_days\":90,\"image_days\":90,\"image_max_bytes\":0,"
          + "\"image_min_free_bytes\":1073741824";

  private static final String SETTINGS = "/api/settings";

  private static ApiBridge bridge;
  private static ApiClient client;

  @BeforeAll
  static void start() {
    bridge = new ApiBridge();
    client = bridge.client();
  }

  @AfterAll
  static void close() {
    bridge.close();
  }

  @BeforeEach
  void reset() {
    client.patch(
        SETTINGS,
        """
        {"threshold": "TRACE", "source_thresholds": [], "temporary_thresholds": [],
         "time_zone": "UTC", "retention": {"days": 30, "levels": [], "sources": []}}""");
  }

  @Test
  void get_showsEverythingAlsoWhatIsEmpty() {
    JsonNode settings = client.get(SETTINGS).data().get("settings");

    assertThat(settings.get("threshold").asText()).isEqualTo("TRACE");
    assertThat(settings.get("effective_threshold").asText()).isEqualTo("TRACE");
    assertThat(settings.get("source_thresholds").toString()).isEqualTo("[]");
    assertThat(settings.get("time_zone").asText()).isEqualTo("UTC");
    assertThat(settings.get("retention").toString())
        .isEqualTo("{\"days\":30,\"levels\":[],\"sources\":[]," + OF_PREDICTIONS + "}");
  }

  @Test
  void patch_changesWhatItNamesAndNothingElse() {
    client.patch(SETTINGS, "{\"retention\": {\"sources\": [{\"source\": \"api\", \"days\": 3}]}}");
    String end = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS).toString();

    Reply reply =
        client.patch(
            SETTINGS,
            """
            {"threshold": "debug",
             "source_thresholds": [{"source": "camera", "level": "WARNING"}],
             "temporary_thresholds": [{"level": "TRACE", "expire_time": "%s"}],
             "retention": {"days": 0}}"""
                .formatted(end));

    assertThat(reply.message()).isEqualTo("Settings updated successfully");
    JsonNode settings = client.get(SETTINGS).data().get("settings");
    assertThat(settings).isEqualTo(reply.data().get("settings"));
    assertThat(settings.get("threshold").asText()).isEqualTo("DEBUG");
    assertThat(settings.get("effective_threshold").asText()).isEqualTo("TRACE");
    assertThat(settings.at("/source_thresholds/0/level").asText()).isEqualTo("WARNING");
    assertThat(settings.at("/temporary_thresholds/0/expire_time").asText()).isEqualTo(end);
    assertThat(settings.at("/retention").toString())
        .isEqualTo(
            "{\"days\":0,\"levels\":[],\"sources\":[{\"source\":\"api\",\"days\":3}],"
                + OF_PREDICTIONS
                + "}");
    assertThat(settings.get("time_zone").asText()).isEqualTo("UTC");
  }

  @Test
  void patch_clearsAList() {
    client.patch(SETTINGS, "{\"source_thresholds\": [{\"source\": \"a\", \"level\": \"INFO\"}]}");

    Reply reply = client.patch(SETTINGS, "{\"source_thresholds\": []}");

    assertThat(reply.data().at("/settings/source_thresholds")).isEmpty();
  }

  @Test
  void patch_ofSettingsThatSomeoneElseHasChangedIsAConflict() {
    String etag = client.get(SETTINGS).data().at("/settings/etag").asText();
    String change = "{\"threshold\": \"%s\", \"etag\": \"" + etag + "\"}";

    assertThat(client.patch(SETTINGS, change.formatted("INFO")).status()).isEqualTo(200);
    Reply second = client.patch(SETTINGS, change.formatted("ERROR"));

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.json().at("/error/reason").asText()).isEqualTo("CONCURRENT_CHANGE");
    assertThat(client.get(SETTINGS).data().at("/settings/threshold").asText()).isEqualTo("INFO");
  }

  @Test
  void patch_refusesWhatItDoesNotKnow() {
    assertBad("{\"colour\": 1}", "colour", "Must be one of: threshold, source_thresholds");
    assertBad("{\"effective_threshold\": \"INFO\"}", "effective_threshold", "cannot be set");
    assertBad("{\"retention\": {\"hours\": 1}}", "retention.hours", "Known are: days, image_days");
    assertBad("{}", "body", "nothing that is to be changed");
    assertBad("{\"etag\": \"0\"}", "body", "nothing that is to be changed");
    assertBad("{\"retention\": {}}", "body", "nothing that is to be changed");
  }

  @Test
  void patch_refusesBadValuesAndSaysWhere() {
    JsonNode before = client.get(SETTINGS).data();

    assertBad("{\"threshold\": \"FATAL\"}", "threshold", "Must be one of: TRACE, DEBUG");
    assertBad("{\"threshold\": null}", "threshold", "Must be a text");
    assertBad("{\"threshold\": 20}", "threshold", "Must be a text");
    assertBad("{\"retention\": null}", "retention", "Must be an object");
    assertBad("{\"retention\": {\"days\": 1.5}}", "retention.days", "Must be a whole number");
    assertBad("{\"retention\": {\"days\": -1}}", "retention.days", "0 (for ever) to 36500");
    assertBad("{\"source_thresholds\": {}}", "source_thresholds", "Must be a list");
    assertBad(
        "{\"source_thresholds\": [{\"source\": \"a\", \"level\": \"X\"}]}",
        "source_thresholds[0].level",
        "Invalid log level 'X'");
    assertBad(
        "{\"temporary_thresholds\": [{\"level\": \"INFO\", \"expire_time\": \"soon\"}]}",
        "temporary_thresholds[0].expire_time",
        "Use ISO format");
    assertBad("{\"time_zone\": \"Mars\"}", "time_zone", "is no IANA time zone");
    assertBad("[]", "body", "must be a JSON object");
    assertBad("{\"threshold\": \"INFO\"", "body", "is no JSON");
    assertBad("{\"threshold\": \"INFO\", \"threshold\": \"ERROR\"}", "body", "is no JSON");

    assertThat(client.get(SETTINGS).data()).isEqualTo(before);
  }

  private static void assertBad(String body, String field, String message) {
    Reply reply = client.patch(SETTINGS, body);
    assertThat(reply.status()).as(body).isEqualTo(400);
    assertThat(reply.field()).as(body).isEqualTo(field);
    assertThat(reply.message()).as(body).contains(message);
  }
}
