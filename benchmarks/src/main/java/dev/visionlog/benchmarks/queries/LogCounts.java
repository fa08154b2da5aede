package dev.visionlog.benchmarks.queries;

import static dev.visionlog.benchmarks.queries.Query.withGoal;
import static dev.visionlog.benchmarks.queries.Query.withoutGoal;

import com.google.protobuf.Duration;
import dev.visionlog.benchmarks.dataset.Kind;
import dev.visionlog.benchmarks.dataset.LogKind;
import dev.visionlog.v1.GetLogHistogramRequest;
import dev.visionlog.v1.GetLogHistogramResponse;
import dev.visionlog.v1.GetLogStatsRequest;
import dev.visionlog.v1.HistogramBucket;
import dev.visionlog.v1.ListLogSourcesRequest;
import dev.visionlog.v1.LogServiceGrpc.LogServiceBlockingStub;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Statistics, sources and histograms of log entries. */
final class LogCounts {
  private final LogServiceBlockingStub logs;
  private final Scene scene;

  LogCounts(LogServiceBlockingStub logs, Scene scene) {
    this.logs = logs;
    this.scene = scene;
  }

  List<Query> all() {
    return List.of(
        stats("stats: everything", random -> ofYear("")),
        stats("stats: last 24 hours", random -> GetLogStatsRequest.newBuilder()),
        stats("stats: a period", this::ofPeriod),
        stats("stats: a level", random -> ofYear("level = " + scene.level(random))),
        stats("stats: a source", random -> ofYear(scene.ofSource(random))),
        stats("stats: a camera and a period", this::ofCameraAndPeriod),
        withGoal(Goals.COUNTED, "sources", random -> this::sources),
        withoutGoal("histogram: last 24 hours", random -> () -> histogram(request(""))),
        withoutGoal("histogram: the year", random -> () -> histogram(ofAll(""))),
        withoutGoal("histogram: a source, the year", this::ofSource),
        withoutGoal("histogram: a word, the open busy day", this::ofWord));
  }

  /** Makes a request. */
  @FunctionalInterface
  private interface Statistics {
    GetLogStatsRequest.Builder request(SplittableRandom random);
  }

  private Query stats(String name, Statistics choice) {
    return withGoal(
        Goals.COUNTED,
        name,
        random -> {
          GetLogStatsRequest request = choice.request(random).build();
          return () -> Outcome.of(logs.getLogStats(request).getStats().getTotalCount());
        });
  }

  private GetLogStatsRequest.Builder ofYear(String filter) {
    return GetLogStatsRequest.newBuilder()
        .setFilter(filter)
        .setStart(Kind.timestamp(scene.year().start()));
  }

  private GetLogStatsRequest.Builder ofPeriod(SplittableRandom random) {
    long seconds = Scene.period(random).toSeconds();
    return GetLogStatsRequest.newBuilder().setPeriod(Duration.newBuilder().setSeconds(seconds));
  }

  private GetLogStatsRequest.Builder ofCameraAndPeriod(SplittableRandom random) {
    Instant start = scene.time(random);
    return GetLogStatsRequest.newBuilder()
        .setFilter(scene.ofCamera(random))
        .setStart(Kind.timestamp(start))
        .setEnd(Kind.timestamp(start.plus(Scene.period(random))));
  }

  private Outcome sources() {
    ListLogSourcesRequest request = ListLogSourcesRequest.getDefaultInstance();
    return Outcome.of(logs.listLogSources(request).getSourcesCount());
  }

  private Supplier<Outcome> ofSource(SplittableRandom random) {
    GetLogHistogramRequest.Builder request = ofAll(scene.ofSource(random));
    return () -> histogram(request);
  }

  private Supplier<Outcome> ofWord(SplittableRandom random) {
    GetLogHistogramRequest.Builder request =
        request(LogKind.someJob(random))
            .setStart(Kind.timestamp(scene.year().openDay()))
            .setEnd(Kind.timestamp(scene.year().end()));
    return () -> histogram(request);
  }

  private GetLogHistogramRequest.Builder ofAll(String filter) {
    return request(filter)
        .setStart(Kind.timestamp(scene.year().start()))
        .setEnd(Kind.timestamp(scene.year().end()));
  }

  private static GetLogHistogramRequest.Builder request(String filter) {
    return GetLogHistogramRequest.newBuilder().setFilter(filter);
  }

  private Outcome histogram(GetLogHistogramRequest.Builder request) {
    GetLogHistogramResponse answer = logs.getLogHistogram(request.build());
    long counted = answer.getBucketsList().stream().mapToLong(HistogramBucket::getTotalCount).sum();
    return new Outcome(
        counted,
        answer.hasSearchedUntil()
            ? Optional.of(Scene.instant(answer.getSearchedUntil()))
            : Optional.empty());
  }
}
