package dev.visionlog.bridge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.bridge.RunningBridge;
import org.junit.jupiter.api.Test;

/** The bridge's numbers. */
class MetricsIT {
  @Test
  void metrics_countRequestsByRouteAndStatus() {
    try (RunningBridge bridge = ApiBridge.before("127.0.0.1:1")) {
      ApiClient client = new ApiClient(bridge.port());
      client.get("/api/logs/12");
      client.get("/api/logs/13");
      client.get("/api/logs?level=FATAL");

      await()
          .untilAsserted(
              () ->
                  assertThat(client.get("/metrics").body())
                      .contains(
                          "visionlog_web_requests_seconds_count{method=\"GET\","
                              + "route=\"/api/logs/:id\",status=\"503\"} 2")
                      .contains("route=\"/api/logs\",status=\"400\"} 1"));
      Reply metrics = client.get("/metrics", "accept-encoding", "gzip");
      assertThat(metrics.header("content-type"))
          .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
      assertThat(metrics.header("content-encoding")).isEmpty();
      assertThat(metrics.body()).contains("jvm_memory_used_bytes");
    }
  }
}
