package dev.visionlog.server.service;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.google.protobuf.Timestamp;
import dev.visionlog.server.model.ModelSeries;
import dev.visionlog.server.model.SystemSeries;
import dev.visionlog.server.store.EntryKey;
import dev.visionlog.server.store.MetricSearch;
import dev.visionlog.server.store.MetricStore;
import dev.visionlog.server.text.ExtraJson;
import dev.visionlog.v1.ListModelPerformanceRequest;
import dev.visionlog.v1.ListModelPerformanceResponse;
import dev.visionlog.v1.ListSystemMetricsRequest;
import dev.visionlog.v1.ListSystemMetricsResponse;
import dev.visionlog.v1.MetricServiceGrpc;
import dev.visionlog.v1.ModelPerformance;
import dev.visionlog.v1.ModelPerformanceBucket;
import dev.visionlog.v1.RecordModelPerformanceRequest;
import dev.visionlog.v1.RecordModelPerformanceResponse;
import dev.visionlog.v1.RecordSystemMetricsRequest;
import dev.visionlog.v1.RecordSystemMetricsResponse;
import dev.visionlog.v1.SystemMetric;
import dev.visionlog.v1.SystemMetricBucket;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The contract's MetricService. */
final class MetricService extends MetricServiceGrpc.MetricServiceImplBase {
  private static final int DEFAULT_PAGE = 100;
  private static final int MAX_PAGE = 1_000;
  private static final Duration SHORTEST_BUCKET = Duration.ofSeconds(1);
  private static final Duration LONGEST_BUCKET = Duration.ofDays(366);

  private final MetricRecorder<ModelPerformance, ModelSeries> modelRecorder;
  private final MetricRecorder<SystemMetric, SystemSeries> systemRecorder;
  private final MetricStore<ModelSeries> models;
  private final MetricStore<SystemSeries> systems;
  private final ExtraJson extraJson;

  MetricService(
      MetricRecorder<ModelPerformance, ModelSeries> modelRecorder,
      MetricRecorder<SystemMetric, SystemSeries> systemRecorder,
      MetricFlows flows,
      ExtraJson extraJson) {
    this.modelRecorder = modelRecorder;
    this.systemRecorder = systemRecorder;
    this.models = flows.models().store();
    this.systems = flows.systems().store();
    this.extraJson = extraJson;
  }

  @Override
  public void recordModelPerformance(
      RecordModelPerformanceRequest request,
      StreamObserver<RecordModelPerformanceResponse> observer) {
    Calls.answer(observer, () -> record(request));
  }

  private RecordModelPerformanceResponse record(RecordModelPerformanceRequest request) {
    var recorded = modelRecorder.record(request.getMetricsList(), request.getRequestId());
    return RecordModelPerformanceResponse.newBuilder()
        .addAllIds(recorded.ids())
        .addAllErrors(recorded.errors())
        .build();
  }

  @Override
  public void recordSystemMetrics(
      RecordSystemMetricsRequest request, StreamObserver<RecordSystemMetricsResponse> observer) {
    Calls.answer(observer, () -> record(request));
  }

  private RecordSystemMetricsResponse record(RecordSystemMetricsRequest request) {
    var recorded = systemRecorder.record(request.getMetricsList(), request.getRequestId());
    return RecordSystemMetricsResponse.newBuilder()
        .addAllIds(recorded.ids())
        .addAllErrors(recorded.errors())
        .build();
  }

  @Override
  public void listModelPerformance(
      ListModelPerformanceRequest request, StreamObserver<ListModelPerformanceResponse> observer) {
    Calls.answer(observer, () -> list(request));
  }

  private ListModelPerformanceResponse list(ListModelPerformanceRequest request) {
    MetricListing<ModelSeries> listing = listing(request);
    ListModelPerformanceResponse.Builder response = ListModelPerformanceResponse.newBuilder();
    if (!request.hasBucket()) {
      MetricListing.Page<ModelPerformance> page =
          listing.metrics(metric -> MetricWriter.model(metric, request.getExtraFormat()));
      return response.addAllMetrics(page.messages()).setNextPageToken(page.token()).build();
    }
    Duration width = bucket(request.getBucket());
    MetricListing.Page<ModelPerformanceBucket> page =
        listing.spans(
            width, span -> MetricWriter.modelBucket(span, width, request.getExtraFormat()));
    return response.addAllBuckets(page.messages()).setNextPageToken(page.token()).build();
  }

  private MetricListing<ModelSeries> listing(ListModelPerformanceRequest request) {
    String identity = identity(request.toBuilder().clearPageToken().clearPageSize().build());
    MetricSearch<ModelSeries> search =
        new MetricSearch<>(
            new ModelSeries(
                request.getModelName(),
                request.getModelVersion(),
                request.getModelStage(),
                request.getDatasetVersion(),
                request.getMetricName()),
            time("start", request.hasStart(), request.getStart()),
            time("end", request.hasEnd(), request.getEnd()),
            place(request.getPageToken(), identity),
            Calls.pageSize(request.getPageSize(), DEFAULT_PAGE, MAX_PAGE));
    return new MetricListing<>(models, search, identity);
  }

  @Override
  public void listSystemMetrics(
      ListSystemMetricsRequest request, StreamObserver<ListSystemMetricsResponse> observer) {
    Calls.answer(observer, () -> list(request));
  }

  private ListSystemMetricsResponse list(ListSystemMetricsRequest request) {
    MetricListing<SystemSeries> listing = listing(request);
    ListSystemMetricsResponse.Builder response = ListSystemMetricsResponse.newBuilder();
    if (!request.hasBucket()) {
      MetricListing.Page<SystemMetric> page =
          listing.metrics(metric -> MetricWriter.system(metric, request.getLabelFormat()));
      return response.addAllMetrics(page.messages()).setNextPageToken(page.token()).build();
    }
    Duration width = bucket(request.getBucket());
    MetricListing.Page<SystemMetricBucket> page =
        listing.spans(
            width, span -> MetricWriter.systemBucket(span, width, request.getLabelFormat()));
    return response.addAllBuckets(page.messages()).setNextPageToken(page.token()).build();
  }

  private MetricListing<SystemSeries> listing(ListSystemMetricsRequest request) {
    String identity = identity(request.toBuilder().clearPageToken().clearPageSize().build());
    MetricSearch<SystemSeries> search =
        new MetricSearch<>(
            new SystemSeries(request.getName(), StructJson.toJson(request.getLabels(), extraJson)),
            time("start", request.hasStart(), request.getStart()),
            time("end", request.hasEnd(), request.getEnd()),
            place(request.getPageToken(), identity),
            Calls.pageSize(request.getPageSize(), DEFAULT_PAGE, MAX_PAGE));
    return new MetricListing<>(systems, search, identity);
  }

  /** In text the fields of a Struct are in one order, whichever they were sent in. */
  private static String identity(Message request) {
    String type = request.getDescriptorForType().getName();
    return type + " " + TextFormat.printer().printToString(request);
  }

  private static Optional<Instant> time(String field, boolean given, Timestamp time) {
    return given ? Optional.of(Times.instant(field, time)) : Optional.empty();
  }

  private static Optional<EntryKey> place(String token, String identity) {
    return token.isEmpty() ? Optional.empty() : Optional.of(PageToken.read(token, identity));
  }

  private static Duration bucket(com.google.protobuf.Duration given) {
    Duration width = Times.duration(given);
    if (width.compareTo(SHORTEST_BUCKET) < 0 || width.compareTo(LONGEST_BUCKET) > 0) {
      throw ApiErrors.badField("bucket", width + " is not allowed; 1 s to 366 days are");
    }
    return Duration.ofNanos(width.toNanos() / 1_000 * 1_000);
  }
}
