package dev.visionlog.bridge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.visionlog.bridge.DrawnImage;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What edge devices send, and ask. */
class PredictionIntakeIT {
  /** As the client library of edge devices writes it. */
  private static final String RESULT =
      """
      {"image_id": "img_001", "timestamp": 1769848200.123456, "model_version": "v1.0",
       "model_name": "yolov8", "inference_time_ms": 45.2,
       "detections": [{"class": "defect", "confidence": 0.95, "bbox": [100, 100, 200.5, 200]}],
       "defect_detected": true, "confidence_scores": [0.95], "edge_device_id": "camera-01"}""";

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
  void clear() {
    client.delete("/api/predictions/cleanup?days_to_keep=0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[%s]", "{\"predictions\": [%s]}", "{\"results\": [%s]}", "%s"})
  void log_takesAListAnObjectWithAListAndOneAlone(String body) {
    JsonNode answer = client.post("/log", body.formatted(RESULT)).json();

    assertThat(answer.get("status").asText()).isEqualTo("ok");
    assertThat(answer.get("stored").asInt()).isEqualTo(1);
    JsonNode stored = client.get("/predictions?limit=10").json().at("/predictions/0");
    assertThat(stored.get("id")).isEqualTo(answer.at("/ids/0"));
    assertThat(stored.get("timestamp").asText()).isEqualTo("2026-01-31T08:30:00.123456Z");
    assertThat(stored.get("detections").toString())
        .isEqualTo("[{\"class\":\"defect\",\"confidence\":0.95,\"bbox\":[100,100,200.5,200]}]");
    assertThat(stored.get("inference_time_ms").asDouble()).isEqualTo(45.2);
    assertThat(stored.get("edge_device_id").asText()).isEqualTo("camera-01");
  }

  @Test
  void log_keepsEveryDigitOfWhatIsAnyJson() {
    String numbers =
        "{\"big\":123456789012345678901234567890,\"long\":9007199254740993,\"d\":1.50}";
    client.post(
        "/log",
        "{\"input_features\": %s, \"prediction\": [9007199254740993], \"extra_data\": %s}"
            .formatted(numbers, numbers));

    assertThat(client.get("/predictions").body().replace(" ", ""))
        .contains("9007199254740993", "\"prediction\":[9007199254740993]")
        .contains("123456789012345678901234567890")
        .contains("\"d\":1.50");
  }

  @Test
  void log_takesNullsForNothing() {
    Reply reply =
        client.post("/log", "{\"defect_type\": null, \"image\": null, \"timestamp\": null}");

    assertThat(reply.json().get("stored").asInt()).isEqualTo(1);
  }

  @Test
  void log_storesTheNeighboursOfWhatIsWrong() {
    Reply reply =
        client.post(
            "/log",
            """
            [{"image_id": "a"}, {"confidence": "high"}, {"confidence": 1.5}, 7,
             {"image": "no base64!", "image_id": "b"}, {"image_id": "c", "image": "AAAA"},
             {"image_id": "d", "colour": "red", "detections": [{"class": "x"}]}]""");

    assertThat(reply.status()).isEqualTo(200);
    JsonNode answer = reply.json();
    assertThat(answer.get("status").asText()).isEqualTo("partial");
    assertThat(answer.get("stored").asInt()).isEqualTo(2);
    assertThat(answer.get("rejected").asInt()).isEqualTo(5);
    assertThat(answer.get("errors").findValuesAsText("index"))
        .containsExactly("1", "2", "3", "4", "6");
    assertThat(answer.at("/errors/0/message").asText())
        .isEqualTo("Invalid confidence '\"high\"'. Must be a number");
    assertThat(answer.at("/errors/1/field").asText()).isEqualTo("confidence");
    assertThat(answer.at("/errors/1/message").asText()).startsWith("confidence");
    assertThat(answer.at("/image_errors/0/index").asInt()).isEqualTo(5);
    assertThat(answer.at("/ids/0").isNumber()).isTrue();
    assertThat(answer.at("/ids/1").isNull()).isTrue();
    assertThat(answer.at("/ids/5").isNumber()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "{",
        "[]",
        "[{}",
        "[{}] {}",
        "{\"a\": 1, \"a\": 2}",
        "{\"timestamp\": 1e999999999}",
        "{\"predictions\": [{}], \"edge_device\": \"x\"}"
      })
  void log_refusesWhatItCannotRead(String body) {
    Reply reply = client.post("/log", body, "content-type", "application/json");

    assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
    assertThat(reply.json().at("/error/reason").asText()).isEqualTo("INVALID_FIELD");
  }

  @Test
  void log_thatIsRepeatedWithItsNumberIsStoredOnce() {
    String body =
        "{\"request_id\": \"0b5c7e3a-4d1f-4a6b-9c2d-1e2f3a4b5c6d\", \"predictions\": [{}]}";

    JsonNode first = client.post("/log", body).json();
    JsonNode second = client.post("/log", body).json();

    assertThat(second.get("ids")).isEqualTo(first.get("ids"));
    assertThat(client.get("/stats").json().get("total_predictions").asInt()).isEqualTo(1);
  }

  @Test
  void log_takesImagesThatAreLargerThanOtherBodies() {
    String image = DrawnImage.base64(1, 300, 200);
    String body = "{\"image\": \"" + image + "\"" + " ".repeat(2 << 20) + "}";

    Reply reply = client.post("/log", body);
    Reply tooLarge = client.post("/log", " ".repeat(29 << 20));

    assertThat(reply.json().get("image_errors")).isEmpty();
    assertThat(tooLarge.status()).isEqualTo(413);
    await()
        .untilAsserted(
            () ->
                assertThat(client.get("/metrics").body())
                    .contains("visionlog_web_bodies_bytes 0.0"));
  }

  @Test
  void log_isNotForOtherSites() {
    assertThat(client.post("/log", "{}", "sec-fetch-site", "cross-site").status()).isEqualTo(403);
    assertThat(client.post("/log", "{}", "content-type", "text/plain").status()).isEqualTo(415);
    assertThat(client.get("/log").status()).isEqualTo(405);
  }

  @Test
  void predictions_areFoundByDeviceVersionAndDefect() {
    client.post(
        "/log",
        """
        [{"image_id": "a", "edge_device_id": "d*", "model_version": "v1"},
         {"image_id": "b", "edge_device_id": "d1", "model_version": "v2", "defect_detected": true},
         {"image_id": "c", "edge_device_id": "d1", "model_version": "v1"}]""");

    assertThat(images("edge_device_id=d1")).containsExactlyInAnyOrder("b", "c");
    assertThat(images("edge_device_id=d*")).containsExactly("a");
    assertThat(images("model_version=v1&edge_device_id=d1")).containsExactly("c");
    assertThat(images("defect_detected=true")).containsExactly("b");
    assertThat(images("limit=1")).hasSize(1);
    assertThat(client.get("/predictions?limit=0").field()).isEqualTo("limit");
  }

  private static List<String> images(String query) {
    return client.get("/predictions?" + query).json().findValuesAsText("image_id");
  }

  @Test
  void stats_areThoseThatDevicesKnow() {
    client.post(
        "/log",
        """
        [{"edge_device_id": "d1", "model_name": "yolo", "model_version": "v1", "confidence": 0.5},
         {"edge_device_id": "d1", "defect_detected": true, "defect_type": "crack"},
         {"status": "error", "defect_detected": true}]""");

    JsonNode stats = client.get("/stats").json();

    assertThat(stats.get("total_predictions").asInt()).isEqualTo(3);
    assertThat(stats.get("defects_detected").asInt()).isEqualTo(2);
    assertThat(stats.get("failed_predictions").asInt()).isEqualTo(1);
    assertThat(stats.get("average_confidence").asDouble()).isEqualTo(0.5);
    assertThat(stats.get("by_edge_device").toString()).isEqualTo("{\"d1\":2,\"\":1}");
    assertThat(stats.at("/by_model/yolo v1").asInt()).isEqualTo(1);
    assertThat(stats.get("defect_types").toString()).contains("\"crack\":1", "\"\":1");
    assertThat(client.get("/stats?edge_device_id=d1").json().get("total_predictions").asInt())
        .isEqualTo(2);
  }
}
