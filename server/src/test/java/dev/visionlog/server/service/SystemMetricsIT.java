package dev.visionlog.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import dev.visionlog.server.testing.TestServer;
import dev.visionlog.v1.ExtraFormat;
import dev.visionlog.v1.ListSystemMetricsRequest;
import dev.visionlog.v1.ListSystemMetricsResponse;
import dev.visionlog.v1.RecordSystemMetricsRequest;
import dev.visionlog.v1.RecordSystemMetricsResponse;
import dev.visionlog.v1.SystemMetric;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemMetricsIT {
  private static final long T0 = 1_769_860_800; // 2026-01-31T12:00:00Z

  private final TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void record_keepsLabelsAndMasksTheirSecrets() {
    record(metric("gpu", 0.5, "{\"host\":\"edge-1\",\"gpu\":0,\"token\":\"abcdef\"}"));

    ListSystemMetricsResponse found =
        server
            .metrics()
            .listSystemMetrics(request().setLabelFormat(ExtraFormat.EXTRA_FORMAT_JSON).build());

    assertThat(found.getMetrics(0).getLabelsJson())
        .isEqualTo("{\"gpu\": 0, \"host\": \"edge-1\", \"token\": \"***\"}");
    assertThat(found.getMetrics(0).getValue()).isEqualTo(0.5);
  }

  @Test
  void record_withoutLabelsOrTime() {
    SystemMetric bare = SystemMetric.newBuilder().setName("load").setValue(1).build();
    RecordSystemMetricsResponse answer =
        record(bare, bare.toBuilder().setValue(Double.NaN).build());

    assertThat(answer.getErrors(0).getFieldViolations(0).getField()).isEqualTo("metrics[1].value");
    SystemMetric found = server.metrics().listSystemMetrics(request().build()).getMetrics(0);
    assertThat(found.getLabels()).isEqualTo(Struct.getDefaultInstance());
    assertThat(found.getTime()).isEqualTo(found.getReceivedTime());
  }

  @Test
  void list_filtersByNameAndLabels() {
    record(
        metric("gpu", 1, "{\"host\":\"a\",\"gpu\":0}"),
        metric("gpu", 2, "{\"host\":\"a\",\"gpu\":1}"),
        metric("gpu", 3, "{\"host\":\"b\",\"gpu\":0}"),
        metric("cpu", 4, "{\"host\":\"a\"}"),
        metric("cpu", 5, "{}"));

    assertThat(values(request().setName("gpu"))).containsExactlyInAnyOrder(1.0, 2.0, 3.0);
    assertThat(values(request().setLabels(labels("host", text("a")))))
        .containsExactlyInAnyOrder(1.0, 2.0, 4.0);
    assertThat(values(request().setName("gpu").setLabels(labels("gpu", number(0)))))
        .containsExactlyInAnyOrder(1.0, 3.0);
    assertThat(values(request().setLabels(labels("host", text("c"))))).isEmpty();
  }

  @Test
  void buckets_tellSeriesApartByTheirLabels() {
    record(
        metric("gpu", 1, "{\"gpu\":0}"),
        metric("gpu", 3, "{\"gpu\": 0.0}"),
        metric("gpu", 5, "{\"gpu\":1}"),
        metric("gpu", 6, "{}"));

    ListSystemMetricsResponse found =
        server
            .metrics()
            .listSystemMetrics(request().setBucket(Duration.newBuilder().setSeconds(3600)).build());

    assertThat(found.getBucketsList())
        .extracting(bucket -> bucket.getCount() + " " + bucket.getAverage())
        .containsExactlyInAnyOrder("2 2.0", "1 5.0", "1 6.0");
  }

  private List<Double> values(ListSystemMetricsRequest.Builder request) {
    return server.metrics().listSystemMetrics(request.build()).getMetricsList().stream()
        .map(SystemMetric::getValue)
        .toList();
  }

  private static ListSystemMetricsRequest.Builder request() {
    return ListSystemMetricsRequest.newBuilder();
  }

  private RecordSystemMetricsResponse record(SystemMetric... metrics) {
    return server
        .metrics()
        .recordSystemMetrics(
            RecordSystemMetricsRequest.newBuilder().addAllMetrics(List.of(metrics)).build());
  }

  private static SystemMetric metric(String name, double value, String labels) {
    return SystemMetric.newBuilder()
        .setName(name)
        .setValue(value)
        .setLabelsJson(labels)
        .setTime(Timestamp.newBuilder().setSeconds(T0))
        .build();
  }

  private static Struct labels(String name, Value value) {
    return Struct.newBuilder().putFields(name, value).build();
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private static Value number(double number) {
    return Value.newBuilder().setNumberValue(number).build();
  }
}
