package dev.visionlog.bridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.bridge.RunningBridge;
import dev.visionlog.v1.GetSettingsRequest;
import dev.visionlog.v1.GetSettingsResponse;
import dev.visionlog.v1.SettingsServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing a browser in, before a server that wants a key. */
class SessionIT {
  private static final String SESSION = "/api/session";
  private static final String KEY = "vl_s3cret+/=~";
  private static final String SIGN_IN = "{\"key\": \"" + KEY + "\"}";

  private static ScriptedServer server;
  private static RunningBridge bridge;
  private static ApiClient client;

  @BeforeAll
  static void start() {
    server = new ScriptedServer("Bearer " + KEY, new AnySettings());
    bridge = ApiBridge.before(server.address());
    client = new ApiClient(bridge.port());
  }

  @AfterAll
  static void close() {
    bridge.close();
    server.close();
  }

  @Test
  void session_saysThatAKeyIsNeeded() {
    assertThat(client.get(SESSION).data().toString())
        .isEqualTo("{\"signed_in\":false,\"key_needed\":true}");
  }

  @Test
  void request_withoutAKeyIsRefused() {
    Reply reply = client.get("/api/settings");

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.header("www-authenticate")).isEqualTo("Bearer");
    assertThat(reply.message()).isEqualTo("A valid key is needed");
  }

  @Test
  void request_mayShowItsKeyInAHeader() {
    assertThat(client.get("/api/settings", "authorization", "Bearer " + KEY).status())
        .isEqualTo(200);
  }

  @Test
  void signIn_setsACookieThatOpensTheDoor() {
    Reply signedIn = client.post(SESSION, SIGN_IN);

    assertThat(signedIn.status()).isEqualTo(200);
    assertThat(signedIn.data().get("signed_in").asBoolean()).isTrue();
    String cookie = signedIn.header("set-cookie");
    assertThat(cookie)
        .containsIgnoringCase("; Path=/")
        .containsIgnoringCase("; HttpOnly")
        .containsIgnoringCase("; SameSite=Strict")
        .doesNotContainIgnoringCase("Secure")
        .doesNotContainIgnoringCase("Expires")
        .doesNotContainIgnoringCase("Max-Age");
    String shown = cookie.substring(0, cookie.indexOf(';'));
    assertThat(client.get("/api/settings", "cookie", shown).status()).isEqualTo(200);
    assertThat(client.get(SESSION, "cookie", shown).data().toString())
        .isEqualTo("{\"signed_in\":true,\"key_needed\":true}");
  }

  @Test
  void cookie_isSecureBehindAProxyThatSpeaksTls() {
    assertThat(
            client
                .post(SESSION, SIGN_IN, "origin", "https://logs.example.com")
                .header("set-cookie"))
        .contains("; Secure");
  }

  @Test
  void signIn_withAnotherKeyIsRefusedAndShowsItNowhere() {
    Reply reply = client.post(SESSION, "{\"key\": \"vl_wrong\"}");

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.message()).isEqualTo("This key is not known");
    assertThat(reply.header("set-cookie")).isEmpty();
    assertThat(reply.body()).doesNotContain("vl_wrong");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"key\": \"two words\"}",
        "{\"key\": \"a\\r\\nx-evil: 1\"}",
        "{\"key\": \"\"}",
        "{\"key\": \"ü\"}"
      })
  void signIn_withWhatCanBeNoKeyIsRefusedWithoutAsking(String body) {
    int calls = server.authorizations().size();

    assertThat(client.post(SESSION, body).status()).isEqualTo(401);
    assertThat(server.authorizations()).hasSize(calls);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"key\": 5}",
        "{\"key\": null}",
        "{\"key\": \"a\", \"b\": 1}",
        "[]",
        "{vl"
      })
  void signIn_takesAnObjectWithTheKeyAlone(String body) {
    Reply reply = client.post(SESSION, body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).doesNotContain("vl");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "visionlog_session=%%%; x=y",
        "visionlog_session=",
        "visionlog_session",
        ";;;=,\"",
        "visionlog_session=AAAA",
        "visionlog_session=\"dmw\"",
        "visionlog_session=dmxfd3Jvbmc"
      })
  void cookie_thatIsBadCountsAsNone(String cookie) {
    Reply reply = client.get(SESSION, "cookie", cookie);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.data().get("signed_in").asBoolean()).isFalse();
  }

  @Test
  void cookie_thatWouldBreakTheCallIsNotPassedOn() {
    String evil =
        Base64.getUrlEncoder().encodeToString("a\r\nb: c".getBytes(StandardCharsets.UTF_8));

    assertThat(client.get("/api/settings", "cookie", "visionlog_session=" + evil).status())
        .isEqualTo(401);
    assertThat(server.authorizations()).last().isEqualTo("null");
  }

  @Test
  void signOut_endsTheCookie() {
    Reply reply = client.delete(SESSION);

    assertThat(reply.data().get("signed_in").asBoolean()).isFalse();
    assertThat(reply.header("set-cookie")).startsWith("visionlog_session=; Max-Age=0");
  }

  private static final class AnySettings extends SettingsServiceGrpc.SettingsServiceImplBase {
    @Override
    public void getSettings(
        GetSettingsRequest request, StreamObserver<GetSettingsResponse> observer) {
      observer.onNext(GetSettingsResponse.getDefaultInstance());
      observer.onCompleted();
    }
  }
}
