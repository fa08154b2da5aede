package dev.visionlog.bridge;

import static dev.visionlog.bridge.api.ApiBridge.entry;
import static dev.visionlog.bridge.api.ApiClient.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.HttpMethod;
import dev.visionlog.bridge.OpenApiDocument.Operation;
import dev.visionlog.bridge.api.ApiBridge;
import dev.visionlog.bridge.api.ApiClient;
import dev.visionlog.bridge.api.Reply;
import dev.visionlog.bridge.json.ProtoJson;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.TailGap;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whether the API is as its description says. */
class OpenApiIT {
  private static final int WAIT_MILLISECONDS = 10_000;

  private static final String EVERY_CONDITION =
      "level=error&source=camera_1&camera_id=1&search=time&start_date=2020-01-01"
          + "&end_date=9000-01-01&filter="
          + encoded("extra.n:1");

  private static final String EVERY_SETTING =
      """
      {"source_thresholds": [{"source": "a", "level": "INFO"}],
       "temporary_thresholds": [{"source": "b", "level": "INFO", "expire_time": "%s"}],
       "retention": {"levels": [{"level": "INFO", "days": 1}],
                     "sources": [{"source": "a", "days": 0}]}}""";

  private static final String EVERY_FIELD =
      """
      {"image_id": "a", "timestamp": 1769848200.5, "camera_id": 1, "edge_device_id": "d",
       "model_name": "m", "model_version": "v1", "model_stage": "Production", "confidence": 0.9,
       "confidence_lower": 0.8, "confidence_upper": 1, "confidence_scores": [0.9],
       "defect_detected": true, "defect_type": "crack",
       "detections": [{"class": "crack", "confidence": 0.9, "bbox": [1, 2, 3, 4]}, {}],
       "bounding_boxes": [{"x1": 1}], "inference_time_ms": 45.2, "processing_time_ms": 50,
       "processing_notes": "n", "status": "success", "error_message": "e", "request_id": "r",
       "batch_id": "b", "user_agent": "u", "ip_address": "::1", "input_features": [1],
       "prediction": "x", "extra_data": {"n": {}}, "image": "%s"}"""
          .formatted(DrawnImage.base64(1, 64, 48));

  /** What takes any parameter. */
  private static final Set<String> OPEN = Set.of("/health", "/metrics");

  private static ApiBridge bridge;
  private static ApiClient client;
  private static OpenApiDocument document;

  /** The operations that have been seen to work. */
  private final Set<String> answered = new HashSet<>();

  @BeforeAll
  static void start() {
    bridge = new ApiBridge();
    client = bridge.client();
    document = new OpenApiDocument(client.get("/openapi.json").body());
    bridge.write(
        entry(LogLevel.ERROR, "timeout")
            .setCameraId(1)
            .setSource("camera_1")
            .setLoggerName("capture")
            .setExtraJson("{\"n\": [1, {\"a\": null}]}"),
        entry(LogLevel.TRACE, ""));
  }

  @AfterAll
  static void close() {
    bridge.close();
  }

  @Test
  void document_namesEveryRouteAndNoOther() {
    Set<String> routes = new TreeSet<>();
    bridge.bridge().routes().forEach(each -> routes.add(each.replace(":id", "{id}")));

    assertThat(document.routes()).isEqualTo(routes);
  }

  @Test
  void document_namesEveryParameterAndNoOther() {
    for (Operation operation : document.operations().values()) {
      if (!OPEN.contains(operation.path())) {
        String path = operation.path().replace("{id}", "1") + "?no_such_parameter=1";
        Reply reply =
            client.send(
                HttpMethod.valueOf(operation.method()), path, "", "content-type", "text/plain");
        Set<String> known = new TreeSet<>();
        if (reply.message().contains("Known are: ")) {
          known.addAll(Set.of(reply.message().replaceFirst(".*Known are: ", "").split(", ")));
        }
        assertThat(reply.status()).as(operation.id()).isEqualTo(400);
        assertThat(document.parameters(operation)).as(operation.id()).isEqualTo(known);
        assertThat(document.differences(operation.id(), reply)).as(reply.toString()).isEmpty();
      }
    }
  }

  @Test
  void answers_areAsTheDocumentSays() {
    checkCameras();
    checkEntries();
    checkExports();
    checkStatistics();
    checkSettings();
    checkOperation();
    checkSession();
    checkPredictions();
    checkImages();
    checkCleanup();

    Set<String> unanswered = new TreeSet<>(document.operations().keySet());
    unanswered.removeAll(answered);
    // Those have a test of their own.
    assertThat(unanswered)
        .containsExactlyInAnyOrder(
            "tailLogs", "tailLogEvents", "tailPredictions", "tailPredictionEvents");
  }

  private void checkCameras() {
    String camera = example("createCamera");
    assertAnswer("createCamera", 201, client.post("/api/cameras", camera));
    assertAnswer("createCamera", 409, client.post("/api/cameras", camera));
    assertAnswer("createCamera", 400, client.post("/api/cameras", "{}"));
    assertAnswer("createCamera", 415, client.post("/api/cameras", "x", "content-type", "text/a"));
    assertAnswer("createCamera", 413, client.post("/api/cameras", " ".repeat(1 << 21)));
    assertAnswer("updateCamera", 200, client.patch("/api/cameras/7", example("updateCamera")));
    assertAnswer("updateCamera", 404, client.patch("/api/cameras/8", example("updateCamera")));
    assertAnswer("getCamera", 200, client.get("/api/cameras/7"));
    assertAnswer("getCamera", 404, client.get("/api/cameras/8"));
    client.post("/api/cameras", "{\"id\": 1, \"name\": \"Front\"}");
    assertAnswer("listCameras", 200, client.get("/api/cameras"));
    assertAnswer("listCameras", 200, client.get("/api/cameras?limit=1"));
    assertAnswer("deleteCamera", 200, client.delete("/api/cameras/7"));
    assertAnswer("deleteCamera", 404, client.delete("/api/cameras/7"));
  }

  private void checkEntries() {
    for (String query : List.of("", "?limit=1", "?with_total=false", "?search=timeout")) {
      assertAnswer("listLogs", 200, client.get("/api/logs" + query));
    }
    JsonNode first = client.get("/api/logs?limit=1").data();
    String token = first.at("/pagination/next_page_token").asText();
    assertAnswer("listLogs", 200, client.get("/api/logs?page_token=" + token));
    assertAnswer("listLogs", 200, client.get("/api/logs?" + EVERY_CONDITION));
    assertAnswer("listLogs", 400, client.get("/api/logs?level=FATAL"));
    assertAnswer("listLogs", 403, client.get("/api/logs", "origin", "http://evil.example"));
    assertAnswer("searchLogs", 200, client.get("/api/logs/search?query=time"));
    assertAnswer("getLog", 200, client.get("/api/logs/" + first.at("/logs/0/id").asLong()));
    assertAnswer("getLog", 404, client.get("/api/logs/999999"));
    assertAnswer("listCameraLogs", 200, client.get("/api/logs/cameras/1"));
    assertAnswer("listCameraLogs", 404, client.get("/api/logs/cameras/999"));
  }

  private void checkExports() {
    assertAnswer("exportLogs", 200, client.get("/api/logs/export"));
    assertAnswer("exportLogs", 200, client.get("/api/logs/export?format=csv"));
    assertAnswer("exportLogs", 400, client.get("/api/logs/export?filter=("));
  }

  private void checkStatistics() {
    assertAnswer("getLogStats", 200, client.get("/api/logs/stats"));
    assertAnswer(
        "getLogStats",
        200,
        client.get("/api/logs/stats?start_date=2020-01-01&end_date=2020-01-02"));
    assertAnswer("listLogSources", 200, client.get("/api/logs/sources"));
    assertAnswer("getHistogram", 200, client.get("/api/histogram"));
  }

  private void checkSettings() {
    String path = "/api/settings";
    assertAnswer("getSettings", 200, client.get(path));
    assertAnswer("updateSettings", 400, client.patch(path, "{\"threshold\": \"X\"}"));
    assertAnswer("updateSettings", 409, client.patch(path, example("updateSettings")));
    String end = Instant.now().plusSeconds(3600).toString();
    assertAnswer("updateSettings", 200, client.patch(path, EVERY_SETTING.formatted(end)));
  }

  private void checkOperation() {
    bridge
        .server()
        .sql(
            "INSERT INTO writers (writer_id, kind, writer_name, last_sequence, stored_batches,"
                + " stored_entries, first_write_time, last_write_time)"
                + " VALUES (gen_random_uuid(), 'logs', 'test', 3, 2, 20, now(), now())");
    assertAnswer("listWriters", 200, client.get("/api/writers"));
    assertAnswer("getStatus", 200, client.get("/api/status"));
    assertAnswer("getHealth", 200, client.get("/health"));
    assertAnswer("getMetrics", 200, client.get("/metrics"));
  }

  private void checkSession() {
    assertAnswer("getSession", 200, client.get("/api/session"));
    assertAnswer("createSession", 200, client.post("/api/session", "{\"key\": \"any\"}"));
    assertAnswer("createSession", 401, client.post("/api/session", "{\"key\": \"a b\"}"));
    assertAnswer("deleteSession", 200, client.delete("/api/session"));
  }

  private void checkPredictions() {
    assertAnswer("logPredictions", 200, client.post("/log", example("logPredictions")));
    assertAnswer("logPredictions", 200, client.post("/log", "[" + EVERY_FIELD + ", 7]"));
    assertAnswer("logPredictions", 400, client.post("/log", "[]"));
    assertAnswer("listPlainPredictions", 200, client.get("/predictions?limit=1"));
    assertAnswer("getPlainStats", 200, client.get("/stats"));
    assertAnswer("listPredictions", 200, client.get("/api/predictions"));
    Reply found =
        client.get(
            "/api/predictions?defect_type=crack&defect_detected=1&edge_device_id=d&search=a");
    assertAnswer("listPredictions", 200, found);
    assertAnswer("listPredictions", 400, client.get("/api/predictions?filter=("));
    String one = "/api/predictions/" + found.data().at("/predictions/0/id").asLong();
    assertAnswer("getPrediction", 200, client.get(one));
    assertAnswer("getPrediction", 404, client.get("/api/predictions/999999"));
    assertAnswer("getPredictionImage", 200, client.get(one + "/image?view=annotated"));
    assertAnswer("getPredictionImage", 404, client.get("/api/predictions/999999/image"));
    assertAnswer("getPredictionStats", 200, client.get("/api/predictions/stats"));
    assertAnswer("getPredictionHistogram", 200, client.get("/api/predictions/histogram"));
    for (String format : List.of("ndjson", "csv", "json", "coco")) {
      assertAnswer(
          "exportPredictions", 200, client.get("/api/predictions/export?format=" + format));
    }
  }

  private void checkImages() {
    assertAnswer("getImageStats", 200, client.get("/api/images/stats"));
    assertAnswer("checkImages", 200, client.post("/api/images/check", ""));
    assertAnswer("cleanUpImages", 200, client.delete("/api/images/cleanup?days_to_keep=0"));
    assertAnswer("cleanUpImages", 400, client.delete("/api/images/cleanup?days_to_keep=-1"));
    String cleanup = "/api/predictions/cleanup?days_to_keep=36500";
    assertAnswer("cleanUpPredictions", 200, client.delete(cleanup));
  }

  private void checkCleanup() {
    String path = "/api/logs/cleanup";
    assertAnswer("cleanUpLogs", 200, client.delete(path + "?days_to_keep=9&dry_run=1"));
    assertAnswer("cleanUpLogs", 200, client.delete(path + "?filter=nothing"));
    assertAnswer("cleanUpLogs", 400, client.delete(path));
  }

  @Test
  void events_areAsTheDocumentSays() throws Exception {
    assertEvents("tailLogs", bridge, "/api/logs/tail?backlog=5", "log", "threshold");
    assertEvents("tailLogEvents", bridge, "/api/logs/events?backlog=5", "log_entry_created");
    client.post("/log", EVERY_FIELD);
    String predictions = "/api/predictions/";
    assertEvents("tailPredictions", bridge, predictions + "tail?backlog=5", "prediction");
    assertEvents(
        "tailPredictionEvents", bridge, predictions + "events?backlog=5", "prediction_created");
    JsonNode gap =
        new ObjectMapper()
            .readTree(ProtoJson.text(TailGap.newBuilder().setFromPosition(1).build()));
    assertThat(document.eventDifferences("tailLogs", "gap", gap)).isEmpty();
  }

  @Test
  void away_isAsTheDocumentSays() throws Exception {
    try (ApiBridge other = new ApiBridge()) {
      other.server().stop();

      assertAnswer("listLogs", 503, other.client().get("/api/logs"));
      assertAnswer("exportLogs", 503, other.client().get("/api/logs/export"));
      assertAnswer("getHealth", 503, other.client().get("/health"));
      assertEvents("tailLogs", other, "/api/logs/tail", "server");
    }
  }

  @Test
  void examples_ofBodiesAreAsTheDocumentSays() {
    for (Operation operation : document.operations().values()) {
      if (operation.node().has("requestBody")) {
        assertThat(document.bodyDifferences(operation.id(), document.bodyExample(operation.id())))
            .as(operation.id())
            .isEmpty();
      }
    }
  }

  private void assertAnswer(String operationId, int status, Reply reply) {
    assertThat(reply.status()).as(operationId + ": " + reply).isEqualTo(status);
    assertThat(document.differences(operationId, reply)).as(operationId + ": " + reply).isEmpty();
    if (status < 300) {
      answered.add(operationId);
    }
  }

  private static void assertEvents(
      String operationId, ApiBridge bridge, String path, String... names) throws IOException {
    events(bridge.bridge().port(), path, Set.of(names))
        .forEach(
            (name, data) ->
                assertThat(document.eventDifferences(operationId, name, data))
                    .as(name + ": " + data)
                    .isEmpty());
  }

  /** The first event of each of these names. */
  private static Map<String, JsonNode> events(int port, String path, Set<String> names)
      throws IOException {
    URL address = URI.create("http://127.0.0.1:" + port + path).toURL();
    var connection = address.openConnection();
    connection.setReadTimeout(WAIT_MILLISECONDS);
    Map<String, JsonNode> events = new HashMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      String name = "";
      while (!events.keySet().containsAll(names)) {
        String line = reader.readLine();
        if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ")) {
          events.put(name, new ObjectMapper().readTree(line.substring(6)));
        }
      }
    }
    return events;
  }

  private static String example(String operationId) {
    return document.bodyExample(operationId).toString();
  }
}
