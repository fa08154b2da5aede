package dev.visionlog.client.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
  @ParameterizedTest
  @CsvSource({
    "edge, edge, 50051, false",
    "Edge.Example:8001, edge.example, 8001, false",
    "logging_service:8001, logging_service, 8001, false",
    "10.0.0.7:1, 10.0.0.7, 1, false",
    "[::1]:50052, ::1, 50052, false",
    "[fe80::1%eth0], fe80::1%eth0, 50051, false",
    "dns:///edge:7, edge, 7, false",
    "DNS:///edge, edge, 50051, false",
    "http://edge, edge, 50051, false",
    "http://edge:8001/log, edge, 8001, false",
    "https://edge, edge, 50051, true",
    "HTTPS://[2001:db8::7]:443/, 2001:db8::7, 443, true",
  })
  void parse_readsEveryForm(String text, String host, int port, boolean tls) {
    Endpoint endpoint = Endpoint.parse(text);
    assertThat(endpoint).isEqualTo(new Endpoint(host, port, tls));
    assertThat(Endpoint.parse(endpoint.toString())).isEqualTo(endpoint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " edge",
        ":50051",
        "edge:",
        "edge:0",
        "edge:65536",
        "edge:999999",
        "edge:port",
        "edge/50051",
        "ftp://edge",
        "dns:edge",
        "dns://8.8.8.8/edge",
        "dns:////edge",
        "unix:///run/visionlog",
        "http:/edge",
        "http://",
        "http:///edge",
        "::1",
        "[::1",
        "[edge]:1",
        "edge,other",
        "http://edge?key=1",
        "http://edge#1",
        "user@edge",
      })
  void parse_refusesWhatIsNoAddress(String text) {
    assertThatThrownBy(() -> Endpoint.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "user@edge, a user name",
    "https://user:secret@edge/, a user name",
    "https://edge?token=secret, a query",
    "edge:70000, a port is from 1 to 65535",
    "::1, brackets",
  })
  void parse_saysWhatIsWrong(String text, String reason) {
    assertThatThrownBy(() -> Endpoint.parse(text))
        .isInstanceOf(RefusedValueException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "edge:65536, edge:65536",
    "ftp://edge:1, ftp://edge:1",
    "https://edge:99999/secret, https://edge:99999…",
    "edge:secret, edge…",
    "https://user:secret, https://user…",
    "https://user:secret@edge, ***",
    "secret@edge, ***",
    "https://edge?key=secret, ***",
    "https://edge#secret, ***",
    "'edge\nsecret', edge…",
    "'user:pass\n@edge', ***",
  })
  void masked_showsNothingThatMayBeASecret(String text, String shown) {
    assertThat(Endpoint.masked(text)).isEqualTo(shown);
  }
}
