package dev.visionlog.bridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpMethod;
import dev.visionlog.bridge.RunningBridge;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the bridge refuses by itself; it needs no server for that. */
class RefusalsIT {
  private static RunningBridge bridge;
  private static ApiClient client;

  @BeforeAll
  static void start() {
    bridge = ApiBridge.before("127.0.0.1:1");
    client = new ApiClient(bridge.port());
  }

  @AfterAll
  static void close() {
    bridge.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api", "/api/", "/api/nothing", "/api/logs/", "/api/logs/1/2"})
  void unknownAddress_isAnsweredInTheEnvelope(String path) {
    Reply reply = client.get(path);

    assertRefused(reply, 404, "NOT_FOUND");
    assertThat(reply.header("content-type")).isEqualTo("application/json; charset=utf-8");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/logs, GET",
    "DELETE, /api/logs/1, GET",
    "GET, /api/logs/cleanup, DELETE",
    "POST, /api/logs/tail, GET",
    "PUT, /api/cameras, 'GET, POST'",
    "OPTIONS, /api/settings, 'GET, PATCH'",
  })
  void wrongMethod_isAnsweredWithTheRightOnes(String method, String path, String allowed) {
    Reply reply = client.send(HttpMethod.valueOf(method), path, "");

    assertRefused(reply, 405, "METHOD_NOT_ALLOWED");
    assertThat(reply.header("allow")).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "null", "https://logs.example.com.evil.example"})
  void otherOrigins_areRefused(String origin) {
    assertRefused(client.get("/api/logs", "origin", origin), 403, "ORIGIN_REFUSED");
    assertRefused(
        client.delete("/api/logs/cleanup?days_to_keep=0", "origin", origin), 403, "ORIGIN_REFUSED");
  }

  @Test
  void preflight_ofAnotherSiteGetsNoPermission() {
    Reply reply =
        client.send(
            HttpMethod.OPTIONS,
            "/api/logs/cleanup",
            "",
            "origin",
            "http://evil.example",
            "access-control-request-method",
            "DELETE");

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.header("access-control-allow-origin")).isEmpty();
  }

  @Test
  void ownOrigins_passOn() {
    assertThat(client.get("/api/logs", "origin", "https://logs.example.com").status())
        .isEqualTo(503);
    assertThat(client.get("/api/logs", "origin", "http://127.0.0.1:" + bridge.port()).status())
        .isEqualTo(503);
  }

  @Test
  void crossSiteRequests_areRefusedEvenWithoutAnOrigin() {
    assertRefused(
        client.get("/api/logs/export", "sec-fetch-site", "cross-site"), 403, "ORIGIN_REFUSED");
    assertThat(client.get("/api/logs", "sec-fetch-site", "same-origin").status()).isEqualTo(503);
    assertThat(client.get("/", "sec-fetch-site", "cross-site").status()).isEqualTo(200);
  }

  @Test
  void otherHosts_areRefused() {
    assertRefused(client.get("/api/logs", ":authority", "evil.example"), 403, "HOST_REFUSED");
    assertThat(client.get("/api/logs", ":authority", "localhost:99").status()).isEqualTo(503);
    assertThat(client.get("/api/logs", ":authority", "logs.example.com").status()).isEqualTo(503);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
  void bodies_haveToBeJson(String type) {
    Reply reply = client.post("/api/cameras", "{\"name\": \"x\"}", "content-type", type);

    assertRefused(reply, 415, "UNSUPPORTED_MEDIA_TYPE");
    assertThat(reply.message())
        .isEqualTo("Invalid content type '" + type + "'. Must be application/json");
  }

  @Test
  void body_thatIsTooLargeIsRefused() {
    Reply reply = client.post("/api/cameras", "{\"name\": \"" + "x".repeat(1 << 20) + "\"}");

    assertRefused(reply, 413, "REQUEST_ENTITY_TOO_LARGE");
    assertThat(reply.message()).isEqualTo("The body is too large");
  }

  @Test
  void filter_mayBeAsLongAsTheServerAllows() {
    String filter = ApiClient.encoded("message:\"" + "ä".repeat(4_000) + "\"");

    assertThat(client.get("/api/logs?filter=" + filter).status()).isEqualTo(503);
  }

  @Test
  void address_thatIsTooLongIsRefused() {
    Reply reply = client.get("/api/logs?filter=" + "a".repeat(40_000));

    assertRefused(reply, 414, "REQUEST_URI_TOO_LONG");
  }

  @Test
  void answers_tellBrowsersWhatIsAllowed() {
    for (String path : new String[] {"/", "/api/nothing", "/health"}) {
      Reply reply = client.get(path);
      assertThat(reply.header("content-security-policy")).contains("script-src 'self'");
      assertThat(reply.header("content-security-policy")).doesNotContain("unsafe-inline");
      assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
    }
  }

  @Test
  void documentation_mayMakeItsStylesButNoScripts() {
    String policy = client.get("/docs/").header("content-security-policy");

    assertThat(policy).contains("script-src 'self';", "style-src 'self' 'unsafe-inline'");
  }

  private static void assertRefused(Reply reply, int status, String reason) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
    assertThat(reply.json().get("success").asBoolean()).isFalse();
    assertThat(reply.json().get("status_code").asInt()).isEqualTo(status);
    assertThat(reply.json().at("/error/reason").asText()).isEqualTo(reason);
  }
}
