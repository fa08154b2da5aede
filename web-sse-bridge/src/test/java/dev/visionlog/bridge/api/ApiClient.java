package dev.visionlog.bridge.api;

import com.linecorp.armeria.client.BlockingWebClient;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks a bridge, as a script does. For all threads. */
public final class ApiClient {
  private final BlockingWebClient client;

  public ApiClient(int port) {
    this.client =
        WebClient.builder("h1c://127.0.0.1:" + port)
            .responseTimeout(Duration.ofSeconds(30))
            .maxResponseLength(0)
            .build()
            .blocking();
  }

  public Reply get(String path, String... headers) {
    return send(HttpMethod.GET, path, "", headers);
  }

  public Reply delete(String path, String... headers) {
    return send(HttpMethod.DELETE, path, "", headers);
  }

  public Reply post(String path, String json, String... headers) {
    return send(HttpMethod.POST, path, json, headers);
  }

  public Reply patch(String path, String json, String... headers) {
    return send(HttpMethod.PATCH, path, json, headers);
  }

  /**
   * @param json the body, sent as JSON; none if it is empty
   * @param headers names and values in turn, which come before those that are set by themselves
   */
  public Reply send(HttpMethod method, String path, String json, String... headers) {
    RequestHeadersBuilder head = RequestHeaders.builder(method, path);
    if (!json.isEmpty()) {
      head.contentType(MediaType.JSON);
    }
    for (int i = 0; i < headers.length; i += 2) {
      head.set(headers[i], headers[i + 1]);
    }
    return new Reply(client.execute(HttpRequest.of(head.build(), bytes(json))));
  }

  private static HttpData bytes(String text) {
    return HttpData.ofUtf8(text);
  }

  /** A text as the value of a parameter. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
