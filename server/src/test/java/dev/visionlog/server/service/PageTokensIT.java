package dev.visionlog.server.service;

import static dev.visionlog.server.testing.Entries.create;
import static dev.visionlog.server.testing.Entries.info;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.server.testing.Errors;
import dev.visionlog.server.testing.TestServer;
import dev.visionlog.server.testing.WriteCall;
import dev.visionlog.testing.basics.Chance;
import dev.visionlog.v1.AdminServiceGrpc;
import dev.visionlog.v1.Camera;
import dev.visionlog.v1.CameraServiceGrpc;
import dev.visionlog.v1.CreateCameraRequest;
import dev.visionlog.v1.CreatePredictionsRequest;
import dev.visionlog.v1.ListCamerasRequest;
import dev.visionlog.v1.ListCamerasResponse;
import dev.visionlog.v1.ListLogsRequest;
import dev.visionlog.v1.ListLogsResponse;
import dev.visionlog.v1.ListModelPerformanceRequest;
import dev.visionlog.v1.ListModelPerformanceResponse;
import dev.visionlog.v1.ListPredictionsRequest;
import dev.visionlog.v1.ListPredictionsResponse;
import dev.visionlog.v1.ListSystemMetricsRequest;
import dev.visionlog.v1.ListSystemMetricsResponse;
import dev.visionlog.v1.ListWritersRequest;
import dev.visionlog.v1.ListWritersResponse;
import dev.visionlog.v1.ModelPerformance;
import dev.visionlog.v1.Prediction;
import dev.visionlog.v1.RecordModelPerformanceRequest;
import dev.visionlog.v1.RecordSystemMetricsRequest;
import dev.visionlog.v1.SystemMetric;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tokens of pages that are not what the call has returned. */
class PageTokensIT {
  private static final int DAMAGED = 60;

  private static TestServer server;
  private static CameraServiceGrpc.CameraServiceBlockingStub cameras;

  /**
   * A page of two of some list.
   *
   * @param items what tells its items apart
   */
  private record Page(List<Object> items, String next) {}

  /**
   * A list of which there are three items.
   *
   * @param page what a token returns; the first page for an empty one
   */
  private record Listing(String name, Function<String, Page> page) {}

  private static final List<Listing> LISTINGS =
      List.of(
          new Listing("logs", token -> logs("", token)),
          new Listing("logs of a filter", token -> logs("level >= INFO", token)),
          new Listing("predictions", PageTokensIT::predictions),
          new Listing("model performance", PageTokensIT::models),
          new Listing("system metrics", PageTokensIT::systems),
          new Listing("cameras", PageTokensIT::cameras),
          new Listing("writers", PageTokensIT::writers));

  @BeforeAll
  static void store() throws Throwable {
    server = TestServer.start();
    cameras = CameraServiceGrpc.newBlockingStub(server.channel());
    for (int i = 0; i < 3; i++) {
      store(i);
    }
  }

  private static void store(int number) throws Throwable {
    server.logs().createLogs(create(info("entry " + number)));
    server
        .predictions()
        .createPredictions(
            CreatePredictionsRequest.newBuilder()
                .addPredictions(Prediction.newBuilder().setModelName("m"))
                .build());
    server
        .metrics()
        .recordModelPerformance(
            RecordModelPerformanceRequest.newBuilder()
                .addMetrics(
                    ModelPerformance.newBuilder()
                        .setModelName("m")
                        .setMetricName("recall")
                        .setValue(number))
                .build());
    server
        .metrics()
        .recordSystemMetrics(
            RecordSystemMetricsRequest.newBuilder()
                .addMetrics(SystemMetric.newBuilder().setName("load").setValue(number))
                .build());
    createCamera(Camera.newBuilder().setName("camera " + number));
    WriteCall writer = new WriteCall(server.channel()).send(UUID.randomUUID(), 1);
    writer.answer(1);
    writer.complete();
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void tokens_leadToTheRest() {
    for (Listing listing : LISTINGS) {
      Page first = listing.page().apply("");
      Page second = listing.page().apply(first.next());

      assertThat(first.items()).as(listing.name()).hasSize(2);
      assertThat(second.items())
          .as(listing.name())
          .hasSize(1)
          .doesNotContainAnyElementsOf(first.items());
      assertThat(second.next()).as(listing.name()).isEmpty();
    }
  }

  /** Those of cameras and writers are plain numbers, which belong to any list of such. */
  @Test
  void tokens_ofAnotherListAreRefused() {
    for (Listing listing : LISTINGS.subList(0, 5)) {
      for (Listing other : LISTINGS) {
        if (!listing.equals(other)) {
          String token = other.page().apply("").next();
          assertThat(Errors.badFields(() -> listing.page().apply(token)))
              .as("%s with a token of %s", listing.name(), other.name())
              .containsExactly("page_token");
        }
      }
    }
  }

  @Test
  void tokens_thatAreDamagedAreRefusedOrLeadToRowsOfTheList() {
    for (Listing listing : LISTINGS) {
      Page first = listing.page().apply("");
      Set<Object> all = new HashSet<>(first.items());
      all.addAll(listing.page().apply(first.next()).items());
      Chance.times(
          DAMAGED, chance -> assertRefusedOrOf(all, listing, damaged(first.next(), chance)));
    }
  }

  private static String damaged(String token, Chance chance) {
    byte[] damaged = chance.damaged(token.getBytes(StandardCharsets.ISO_8859_1));
    return new String(damaged, StandardCharsets.ISO_8859_1);
  }

  private static void assertRefusedOrOf(Set<Object> all, Listing listing, String token) {
    try {
      assertThat(all).as(listing.name()).containsAll(listing.page().apply(token).items());
    } catch (StatusRuntimeException refused) {
      assertThat(Errors.badFields(StatusProto.fromThrowable(refused)))
          .as("%s with '%s'", listing.name(), token)
          .containsExactly("page_token");
    }
  }

  @Test
  void cameras_mayHaveTheGreatestIds() {
    try {
      createCamera(Camera.newBuilder().setId(Long.MAX_VALUE - 1).setName("last but one"));
      createCamera(Camera.newBuilder().setId(Long.MAX_VALUE).setName("last"));
      assertThat(createCamera(Camera.newBuilder().setName("any"))).isBetween(1L, 1_000L);
      Page page = cameras(Long.toString(Long.MAX_VALUE - 1));
      assertThat(page.items()).asString().isEqualTo("[" + Long.MAX_VALUE + "]");
    } finally {
      server.execute("DELETE FROM cameras WHERE id > 3");
    }
  }

  private static long createCamera(Camera.Builder camera) {
    return cameras
        .createCamera(CreateCameraRequest.newBuilder().setCamera(camera).build())
        .getCamera()
        .getId();
  }

  private static Page logs(String filter, String token) {
    ListLogsResponse page =
        server
            .logs()
            .listLogs(
                ListLogsRequest.newBuilder()
                    .setFilter(filter)
                    .setPageSize(2)
                    .setPageToken(token)
                    .build());
    return new Page(ids(page.getEntriesList(), entry -> entry.getId()), page.getNextPageToken());
  }

  private static Page predictions(String token) {
    ListPredictionsResponse page =
        server
            .predictions()
            .listPredictions(
                ListPredictionsRequest.newBuilder().setPageSize(2).setPageToken(token).build());
    return new Page(ids(page.getPredictionsList(), Prediction::getId), page.getNextPageToken());
  }

  private static Page models(String token) {
    ListModelPerformanceResponse page =
        server
            .metrics()
            .listModelPerformance(
                ListModelPerformanceRequest.newBuilder()
                    .setPageSize(2)
                    .setPageToken(token)
                    .build());
    return new Page(ids(page.getMetricsList(), ModelPerformance::getId), page.getNextPageToken());
  }

  private static Page systems(String token) {
    ListSystemMetricsResponse page =
        server
            .metrics()
            .listSystemMetrics(
                ListSystemMetricsRequest.newBuilder().setPageSize(2).setPageToken(token).build());
    return new Page(ids(page.getMetricsList(), SystemMetric::getId), page.getNextPageToken());
  }

  private static Page cameras(String token) {
    ListCamerasResponse page =
        cameras.listCameras(
            ListCamerasRequest.newBuilder().setPageSize(2).setPageToken(token).build());
    return new Page(ids(page.getCamerasList(), Camera::getId), page.getNextPageToken());
  }

  private static Page writers(String token) {
    ListWritersResponse page =
        AdminServiceGrpc.newBlockingStub(server.channel())
            .listWriters(
                ListWritersRequest.newBuilder().setPageSize(2).setPageToken(token).build());
    return new Page(
        ids(page.getWritersList(), writer -> writer.getWriterId()), page.getNextPageToken());
  }

  private static <T> List<Object> ids(List<T> items, Function<T, Object> id) {
    return items.stream().map(id).collect(Collectors.toList());
  }
}
