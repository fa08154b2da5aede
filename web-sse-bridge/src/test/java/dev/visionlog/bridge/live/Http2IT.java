package dev.visionlog.bridge.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.visionlog.bridge.RealBridge;
import dev.visionlog.bridge.SseEvent;
import dev.visionlog.bridge.SseReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** HTTP/2 without TLS, as proxies and scripts may speak it: many streams on one connection. */
class Http2IT {
  private static final int STREAMS = 20;

  private final RealBridge bridge = new RealBridge();
  private final Numbered entries = new Numbered(bridge);
  private final ClientFactory connection = ClientFactory.builder().useHttp2Preface(true).build();
  private final WebClient web =
      WebClient.builder("h2c://localhost:" + bridge.port())
          .factory(connection)
          .responseTimeoutMillis(0)
          .maxResponseLength(0)
          .build();

  @AfterEach
  void close() throws Exception {
    connection.close();
    bridge.close();
  }

  @Test
  void tail_ofManyOnOneConnectionIsComplete() {
    List<SseReader> browsers = new ArrayList<>();
    List<HttpResponse> responses = new ArrayList<>();
    for (int i = 0; i < STREAMS; i++) {
      SseReader browser = new SseReader();
      HttpResponse response = web.get("/api/logs/tail");
      follow(response, browser);
      browsers.add(browser);
      responses.add(response);
    }
    await().until(() -> browsers.stream().allMatch(browser -> browser.lastId().isPresent()));
    assertThat(bridge.tail().getTails()).as("all of them share one").isOne();

    entries.write(1_000);

    for (SseReader browser : browsers) {
      await().until(() -> browser.count("log") == 1_000);
      assertThat(browser.events("log").stream().map(Http2IT::number).toList())
          .isEqualTo(entries.all());
    }
    responses.forEach(HttpResponse::abort);
    await().until(() -> bridge.tail().getTails() == 0);
  }

  @Test
  void tail_badFilterIsRefused() {
    AggregatedHttpResponse refused = web.get("/api/logs/tail?filter=(level").aggregate().join();

    assertThat(refused.status()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(refused.contentUtf8()).contains("\"field\":\"filter\"");
  }

  private static void follow(HttpResponse response, SseReader browser) {
    response
        .mapData(
            data -> {
              browser.feed(data.array(), data.length());
              return data;
            })
        .subscribe();
  }

  private static Integer number(SseEvent event) {
    return Integer.valueOf(event.text("message"));
  }
}
