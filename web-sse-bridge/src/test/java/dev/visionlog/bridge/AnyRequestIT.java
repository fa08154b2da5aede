package dev.visionlog.bridge;

import static dev.visionlog.bridge.api.ApiBridge.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.bridge.RawHttp.Answer;
import dev.visionlog.bridge.api.ApiBridge;
import dev.visionlog.testing.basics.Chance;
import dev.visionlog.v1.LogLevel;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is sent to whatever route, it is answered or refused, and bridge and server go on. */
class AnyRequestIT {
  private static final int REQUESTS = 15;
  private static final int CONNECTIONS = 100;

  private static final String INSIDES =
      "(?is).*(exception|\\bat (dev|com|io|java)\\.|\\bSELECT\\b|\\bINSERT\\b|SQLSTATE|postgres).*";

  private static final List<String> METHODS =
      List.of("GET", "GET", "POST", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS", "TRACE", "BREW");

  private static final List<String> VALUES =
      List.of(
          "",
          "0",
          "1",
          "-1",
          "10",
          "9223372036854775807",
          "9223372036854775808",
          "1e5",
          "NaN",
          "true",
          "yes",
          "a",
          "*",
          "%",
          "ä😀",
          "\0",
          "level >= INFO",
          "((",
          "NOT NOT",
          "a".repeat(9000),
          "2026-01-31",
          "9999-12-31T23:59:59.999999999Z",
          "-0001-01-01",
          "2026-01-31 10:00 +02:00",
          "ERROR",
          "FATAL",
          "ndjson",
          "coco",
          "AAAA",
          "time asc",
          "thumbnail");

  private static final List<String> NAMES =
      List.of(
          "filter",
          "level",
          "source",
          "camera_id",
          "search",
          "query",
          "start_date",
          "end_date",
          "order_by",
          "page",
          "limit",
          "page_token",
          "with_total",
          "format",
          "days_to_keep",
          "dry_run",
          "backlog",
          "after",
          "hours",
          "buckets",
          "group_by",
          "view",
          "max_side",
          "boxes",
          "version",
          "repair",
          "defect_detected",
          "nothing",
          "");

  private static final List<String> BODIES =
      List.of(
          "{}",
          "[]",
          "null",
          "[[[",
          "{\"a\":",
          "{\"name\": \"a\", \"id\": 1e400}",
          "{\"name\": 1, \"description\": null}",
          "{\"key\": \"a\"}",
          "{\"threshold\": \"INFO\"}",
          "{\"retention\": {\"days\": -1, \"levels\": [{}]}}",
          "{\"time_zone\": \"\\ud800\"}",
          "[{\"image\": \"AAAA\", \"confidence\": 1e999}]",
          "{\"extra_data\": {\"a\": \"\\u0000\"}}",
          "[".repeat(20_000),
          "{\"image_id\": \"a\", \"timestamp\": 1e300}",
          "{\"detections\": [{\"bbox\": [1, 2]}], \"bounding_boxes\": [[]]}");

  private static final List<String> HEADERS =
      List.of(
          "Last-Event-ID: -1",
          "Last-Event-ID: 9223372036854775807",
          "Cookie: visionlog_session=%%%",
          "Authorization: \u00e4",
          "Authorization: Bearer " + "a".repeat(5000),
          "Range: bytes=5-1",
          "Accept-Encoding: gzip, br;q=x",
          "If-None-Match: \"",
          "Content-Encoding: gzip",
          "Expect: 100-continue",
          "Transfer-Encoding: x",
          "Upgrade: h2c",
          "Origin: null",
          "Sec-Fetch-Site: cross-site",
          "If-Modified-Since: never",
          "X: " + "y".repeat(10_000));

  private ApiBridge bridge;

  @BeforeEach
  void start() {
    bridge = new ApiBridge();
    bridge.write(entry(LogLevel.INFO, "one"));
    bridge.client().post("/log", "{\"image_id\": \"a\"}");
  }

  @AfterEach
  void close() {
    bridge.close();
  }

  @Test
  void routes_answerOrRefuseAnyRequest() {
    for (String route : bridge.bridge().routes()) {
      Chance.times(REQUESTS, chance -> assertAnswered(request(route, chance)));
    }
    assertServes();
  }

  /** More of them than the bridge has threads. */
  @Test
  void requests_thatAreNotHttpAreRefusedAndHoldUpNobody() {
    for (int i = 0; i < 30; i++) {
      Answer answer =
          RawHttp.send(port(), utf8("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: b\r\n\r\n"));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).contains("\"success\":false").doesNotMatch(INSIDES);
    }
    assertServes();
  }

  @Test
  void sockets_takeAnyBytes() {
    Chance.times(CONNECTIONS, chance -> RawHttp.sendGarbage(port(), garbage(chance)));
    Chance.times(
        CONNECTIONS, chance -> RawHttp.sendGarbage(bridge.server().port(), garbage(chance)));
    assertServes();
  }

  /** Bytes, a request with faults, or the beginning of HTTP/2 and bytes behind it. */
  private static byte[] garbage(Chance chance) {
    return switch (chance.below(3)) {
      case 0 -> chance.bytes(300);
      case 1 -> chance.damaged(request("GET /api/logs", chance));
      default -> http2(chance);
    };
  }

  private static byte[] http2(Chance chance) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(utf8("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
    bytes.writeBytes(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
    for (int frames = chance.below(5); frames > 0; frames--) {
      byte[] payload = chance.bytes(60);
      bytes.writeBytes(new byte[] {0, 0, (byte) payload.length});
      bytes.writeBytes(new byte[] {(byte) chance.below(12), (byte) chance.below(64)});
      bytes.writeBytes(new byte[] {0, 0, 0, (byte) chance.below(4)});
      bytes.writeBytes(payload);
    }
    return bytes.toByteArray();
  }

  private void assertAnswered(byte[] request) {
    Answer answer = RawHttp.send(port(), request);
    String shown = new String(request, StandardCharsets.ISO_8859_1);
    assertThat(answer.status()).as(shown).isNotEqualTo(500);
    if (answer.status() >= 400) {
      assertThat(answer.text()).as(shown).doesNotMatch(INSIDES);
    }
  }

  private static byte[] request(String route, Chance chance) {
    String[] parts = route.split(" ");
    String method = chance.onceIn(4) ? chance.oneOf(METHODS) : parts[0];
    String path = parts[1].replace(":id", encoded(chance.oneOf(VALUES)));
    String head =
        "%s %s?%s HTTP/1.1\r\nHost: localhost\r\n%s"
            .formatted(method, path, query(chance), headers(chance));
    String body = method.equals("GET") ? "" : body(chance);
    String whole = head + "Content-Length: " + utf8(body).length + "\r\n\r\n" + body;
    return utf8(whole);
  }

  private static String query(Chance chance) {
    return IntStream.range(0, chance.below(4))
        .mapToObj(i -> chance.oneOf(NAMES) + "=" + value(chance))
        .collect(Collectors.joining("&"));
  }

  private static String value(Chance chance) {
    return chance.onceIn(10)
        ? new String(chance.bytes(20), StandardCharsets.ISO_8859_1).replaceAll("[\\s#]", "%")
        : encoded(chance.oneOf(VALUES));
  }

  private static String headers(Chance chance) {
    String type = chance.onceIn(6) ? "text/plain" : "application/json";
    String other = chance.onceIn(3) ? chance.oneOf(HEADERS) + "\r\n" : "";
    return "Content-Type: " + type + "\r\n" + other;
  }

  private static String body(Chance chance) {
    String body = chance.oneOf(BODIES);
    return chance.onceIn(2)
        ? body
        : new String(chance.damaged(utf8(body)), StandardCharsets.ISO_8859_1);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What is written is stored and shown, and no stream is left open. */
  private void assertServes() {
    assertThat(bridge.client().get("/health").status()).isEqualTo(200);
    bridge.client().patch("/api/settings", "{\"threshold\": \"TRACE\"}");
    try (SseClient tail =
        new SseClient(port(), "/api/logs/tail?backlog=1", OptionalLong.empty(), false)) {
      long id = bridge.write(entry(LogLevel.CRITICAL, "afterwards")).get(0);
      assertThat(bridge.client().get("/api/logs/" + id).status()).isEqualTo(200);
      await()
          .until(
              () -> tail.events("log").stream().anyMatch(log -> log.data().contains("afterwards")));
    }
    await()
        .untilAsserted(
            () ->
                assertThat(bridge.client().get("/metrics").body())
                    .contains("\nvisionlog_web_tails 0"));
  }

  private int port() {
    return bridge.bridge().port();
  }
}
