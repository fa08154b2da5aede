package dev.visionlog.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.rpc.Code;
import dev.visionlog.server.testing.Errors;
import dev.visionlog.server.testing.TestServer;
import dev.visionlog.v1.ExtraFormat;
import dev.visionlog.v1.ListModelPerformanceRequest;
import dev.visionlog.v1.ListModelPerformanceResponse;
import dev.visionlog.v1.ModelPerformance;
import dev.visionlog.v1.ModelPerformanceBucket;
import dev.visionlog.v1.RecordModelPerformanceRequest;
import dev.visionlog.v1.RecordModelPerformanceResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelPerformanceIT {
  private static final long T0 = 1_769_860_800; // 2026-01-31T12:00:00Z

  private final TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void record_bringsBackEveryField() {
    ModelPerformance given =
        metric("mAP50", 0.8125, T0).toBuilder()
            .setModelVersion("v1")
            .setModelStage("Production")
            .setDatasetVersion("2026-01")
            .setExtraJson("{\"n\":9223372036854775807,\"password\":\"x\"}")
            .build();

    RecordModelPerformanceResponse recorded = record(given);
    ModelPerformance found =
        list(ListModelPerformanceRequest.newBuilder()
                .setExtraFormat(ExtraFormat.EXTRA_FORMAT_JSON)
                .build())
            .getMetrics(0);

    assertThat(found.hasReceivedTime()).isTrue();
    assertThat(found.getExtraJson()).contains("9223372036854775807", "\"***\"");
    assertThat(found.toBuilder().clearReceivedTime().clearExtraJson().build())
        .isEqualTo(given.toBuilder().clearExtraJson().setId(recorded.getIds(0)).build());
  }

  @Test
  void record_namesBadMetricsAndStoresTheirNeighbours() {
    RecordModelPerformanceResponse answer =
        record(
            metric("a", 1, T0),
            metric("a", Double.NaN, T0),
            metric("a", Double.NEGATIVE_INFINITY, T0),
            metric("a", 1e301, T0),
            metric("", 1, T0),
            metric("a", 1, T0).toBuilder().clearValue().build(),
            metric("a", 1, T0).toBuilder().setModelName(" ").build(),
            metric("a", 1, T0).toBuilder().setModelStage("x".repeat(101)).build(),
            metric("a", 1, Long.MAX_VALUE),
            metric("a", 1, T0).toBuilder().setExtraJson("[]").build(),
            metric("a", 0, T0));

    assertThat(answer.getErrorsList())
        .extracting(error -> error.getStatus().getMessage())
        .satisfiesExactly(
            error ->
                assertThat(error)
                    .isEqualTo(
                        "metrics[1].value: NaN cannot be stored; numbers from -1e300 to 1e300 are allowed"),
            error -> assertThat(error).startsWith("metrics[2].value: -Infinity"),
            error -> assertThat(error).startsWith("metrics[3].value: 1.0E301"),
            error -> assertThat(error).startsWith("metrics[4].metric_name: is empty"),
            error -> assertThat(error).isEqualTo("metrics[5].value: is required"),
            error -> assertThat(error).startsWith("metrics[6].model_name: is empty"),
            error -> assertThat(error).startsWith("metrics[7].model_stage: has 101 characters"),
            error -> assertThat(error).startsWith("metrics[8].time: seconds"),
            error -> assertThat(error).startsWith("metrics[9].extra_json: must be a JSON object"));
    assertThat(answer.getIdsList().stream().filter(id -> id > 0)).hasSize(2);
    assertThat(answer.getIds(0)).isPositive();
    assertThat(answer.getIds(10)).isPositive();
    assertThat(server.count("SELECT count(*) FROM model_performance")).isEqualTo(2);
  }

  @Test
  void record_failsIfNothingCanBeStored() {
    assertThat(Errors.badFields(() -> record(metric("a", Double.NaN, T0), metric("", 1, T0))))
        .containsExactly("metrics[0].value", "metrics[1].metric_name");
    assertThat(Errors.badFields(this::record)).containsExactly("metrics");
    assertThat(
            Errors.badFields(
                () ->
                    server
                        .metrics()
                        .recordModelPerformance(
                            RecordModelPerformanceRequest.newBuilder()
                                .addMetrics(metric("a", 1, T0))
                                .setRequestId("x")
                                .build())))
        .containsExactly("request_id");
  }

  @Test
  void record_storesTheOthersWhenTheDatabaseRefusesSome() {
    server.execute(
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$"
            + " BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '22003'; END $$;"
            + "CREATE TRIGGER refuse BEFORE INSERT ON model_performance"
            + " FOR EACH ROW WHEN (NEW.value = 12) EXECUTE FUNCTION refuse()");
    List<ModelPerformance> given = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      given.add(metric("a", i == 3 || i == 20 ? 12 : 1, T0 + i));
    }
    String request = UUID.randomUUID().toString();
    RecordModelPerformanceResponse first = record(request, given);

    assertThat(first.getErrorsList()).extracting(error -> error.getIndex()).containsExactly(3, 20);
    assertThat(server.count("SELECT count(*) FROM model_performance")).isEqualTo(23);
    assertThat(record(request, given)).isEqualTo(first);
    assertThat(Errors.badFields(() -> record(given.get(3)))).containsExactly("metrics[0]");
  }

  @Test
  void repeatedRequest_returnsTheFirstAnswerAlsoAtTheSameTime() throws Exception {
    String request = UUID.randomUUID().toString();
    List<ModelPerformance> given =
        List.of(metric("a", 1, T0), metric("", 1, T0), metric("b", 2, T0));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<RecordModelPerformanceResponse>> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      answers.add(threads.submit(() -> record(request, given)));
    }
    RecordModelPerformanceResponse first = record(request, given);
    for (Future<RecordModelPerformanceResponse> answer : answers) {
      assertThat(answer.get()).isEqualTo(first);
    }
    threads.shutdown();

    assertThat(first.getIds(1)).isZero();
    assertThat(server.count("SELECT count(*) FROM model_performance")).isEqualTo(2);
  }

  @Test
  void list_filtersByEveryFieldAndTime() {
    record(
        metric("a", 1, T0),
        metric("b", 2, T0 + 1),
        metric("a", 3, T0 + 2).toBuilder().setModelName("other").build(),
        metric("a", 4, T0 + 3).toBuilder().setModelVersion("v2").build(),
        metric("a", 5, T0 + 4).toBuilder().setModelStage("Staging").build(),
        metric("a", 6, T0 + 5).toBuilder().setDatasetVersion("d").build());

    assertThat(values(request())).containsExactly(6.0, 5.0, 4.0, 3.0, 2.0, 1.0);
    assertThat(values(request().setMetricName("b"))).containsExactly(2.0);
    assertThat(values(request().setModelName("other"))).containsExactly(3.0);
    assertThat(values(request().setModelVersion("v2"))).containsExactly(4.0);
    assertThat(values(request().setModelStage("Staging"))).containsExactly(5.0);
    assertThat(values(request().setDatasetVersion("d"))).containsExactly(6.0);
    assertThat(values(request().setMetricName("a").setModelName("yolo")))
        .containsExactly(6.0, 5.0, 4.0, 1.0);
    assertThat(values(request().setStart(time(T0 + 1)).setEnd(time(T0 + 3))))
        .containsExactly(3.0, 2.0);
    assertThat(values(request().setModelName("yol"))).isEmpty();
  }

  @Test
  void list_pagesWithoutLossThroughEqualTimes() {
    List<ModelPerformance> given = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      given.add(metric("a", i, T0 + i / 100));
    }
    record("", given);

    List<Double> found = new ArrayList<>();
    ListModelPerformanceRequest.Builder request = request().setPageSize(60);
    ListModelPerformanceResponse page;
    do {
      page = list(request.build());
      page.getMetricsList().forEach(metric -> found.add(metric.getValue()));
      request.setPageToken(page.getNextPageToken());
    } while (!page.getNextPageToken().isEmpty());

    assertThat(found).hasSize(250).doesNotHaveDuplicates();
    assertThat(
            Errors.badFields(
                () ->
                    list(
                        request()
                            .setPageToken(list(request().build()).getNextPageToken() + "x")
                            .build())))
        .containsExactly("page_token");
    String token = list(request().setPageSize(1).build()).getNextPageToken();
    assertThat(
            Errors.badFields(() -> list(request().setMetricName("b").setPageToken(token).build())))
        .containsExactly("page_token");
  }

  @Test
  void list_cutsPagesOfLargeMetrics() {
    List<ModelPerformance> given = new ArrayList<>();
    String extra = "{\"x\":\"" + "y".repeat(60_000) + "\"}";
    for (int i = 0; i < 100; i++) {
      given.add(metric("a", i, T0 + i).toBuilder().setExtraJson(extra).build());
    }
    record("", given);

    ListModelPerformanceResponse page = list(request().setPageSize(100).build());

    assertThat(page.getSerializedSize()).isLessThan(4 << 20);
    assertThat(page.getNextPageToken()).isNotEmpty();
  }

  @Test
  void buckets_sumUpEachSeries() {
    record(
        metric("a", 1, T0),
        metric("a", 5, T0 + 59),
        metric("a", 3, T0 + 59),
        metric("a", 7, T0 + 60),
        metric("b", -1, T0 + 10),
        metric("a", 2, T0 - 86_400));

    List<ModelPerformanceBucket> buckets = buckets(request().setBucket(seconds(60)));

    assertThat(buckets).hasSize(4);
    assertThat(buckets.get(0).getLast().getValue()).isEqualTo(7);
    ModelPerformanceBucket a =
        buckets.stream()
            .filter(
                bucket ->
                    bucket.getStart().equals(time(T0))
                        && bucket.getLast().getMetricName().equals("a"))
            .findFirst()
            .orElseThrow();
    assertThat(a.getEnd()).isEqualTo(time(T0 + 60));
    assertThat(a.getCount()).isEqualTo(3);
    assertThat(a.getMin()).isEqualTo(1);
    assertThat(a.getMax()).isEqualTo(5);
    assertThat(a.getAverage()).isEqualTo(3);
    assertThat(a.getLast().getValue()).isEqualTo(3);
    assertThat(buckets.get(3).getStart()).isEqualTo(time(T0 - 86_400));
  }

  @Test
  void buckets_pageWithoutLossThroughSeriesAndGaps() {
    List<ModelPerformance> given = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      for (int series = 0; series < 5; series++) {
        // Before the spans' origin too, and with a gap of years.
        given.add(metric("m" + series, i, i % 2 == 0 ? T0 + i * 3600L : 1_000_000 + i * 3600L));
      }
    }
    record("", given);

    for (int pageSize : new int[] {1, 3, 7, 1000}) {
      List<ModelPerformanceBucket> found =
          buckets(request().setBucket(seconds(3600)).setPageSize(pageSize));
      assertThat(found).hasSize(200).doesNotHaveDuplicates();
      assertThat(found)
          .isSortedAccordingTo(
              (x, y) -> Long.compare(y.getStart().getSeconds(), x.getStart().getSeconds()));
    }
    assertThat(buckets(request().setBucket(seconds(86_400 * 366L)).setMetricName("m1")))
        .hasSizeBetween(2, 4);
  }

  @Test
  void buckets_ofTheLargestValuesHaveAnAverage() {
    record(metric("a", 1e300, T0), metric("a", 1e300, T0), metric("a", -1e300, T0 + 90));

    assertThat(buckets(request().setBucket(seconds(3600))).get(0).getAverage())
        .isBetween(0.9e300 / 3, 1.1e300 / 3);
  }

  @Test
  void list_badRequestsNameTheField() {
    assertThat(Errors.badFields(() -> list(request().setBucket(seconds(0)).build())))
        .containsExactly("bucket");
    assertThat(Errors.badFields(() -> list(request().setPageSize(-1).build())))
        .containsExactly("page_size");
    assertThat(Errors.badFields(() -> list(request().setStart(time(Long.MAX_VALUE)).build())))
        .containsExactly("start");
    assertThat(Errors.code(() -> list(request().setPageToken("x").build())))
        .isEqualTo(Code.INVALID_ARGUMENT);
  }

  private List<ModelPerformanceBucket> buckets(ListModelPerformanceRequest.Builder request) {
    List<ModelPerformanceBucket> found = new ArrayList<>();
    ListModelPerformanceResponse page;
    do {
      page = list(request.build());
      found.addAll(page.getBucketsList());
      request.setPageToken(page.getNextPageToken());
    } while (!page.getNextPageToken().isEmpty());
    return found;
  }

  private List<Double> values(ListModelPerformanceRequest.Builder request) {
    return list(request.build()).getMetricsList().stream().map(ModelPerformance::getValue).toList();
  }

  private ListModelPerformanceResponse list(ListModelPerformanceRequest request) {
    return server.metrics().listModelPerformance(request);
  }

  private static ListModelPerformanceRequest.Builder request() {
    return ListModelPerformanceRequest.newBuilder();
  }

  private RecordModelPerformanceResponse record(ModelPerformance... metrics) {
    return record("", List.of(metrics));
  }

  private RecordModelPerformanceResponse record(String request, List<ModelPerformance> metrics) {
    return server
        .metrics()
        .recordModelPerformance(
            RecordModelPerformanceRequest.newBuilder()
                .addAllMetrics(metrics)
                .setRequestId(request)
                .build());
  }

  private static ModelPerformance metric(String name, double value, long second) {
    return ModelPerformance.newBuilder()
        .setModelName("yolo")
        .setMetricName(name)
        .setValue(value)
        .setTime(time(second))
        .build();
  }

  private static Timestamp time(long second) {
    return Timestamp.newBuilder().setSeconds(second).build();
  }

  private static Duration seconds(long seconds) {
    return Duration.newBuilder().setSeconds(seconds).build();
  }
}
