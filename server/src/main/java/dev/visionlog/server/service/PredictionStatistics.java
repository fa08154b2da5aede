package dev.visionlog.server.service;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.model.Prediction;
import dev.visionlog.server.store.PredictionCounts;
import dev.visionlog.server.store.PredictionCounts.Counts;
import dev.visionlog.server.store.PredictionCounts.GroupBy;
import dev.visionlog.server.store.PredictionCounts.SpanCounts;
import dev.visionlog.v1.GetPredictionHistogramRequest;
import dev.visionlog.v1.GetPredictionHistogramResponse;
import dev.visionlog.v1.GetPredictionStatsRequest;
import dev.visionlog.v1.ImageStorage;
import dev.visionlog.v1.PredictionBucket;
import dev.visionlog.v1.PredictionGroup;
import dev.visionlog.v1.PredictionStats;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers how many predictions there are. */
final class PredictionStatistics {
  private static final Duration DEFAULT_PERIOD = Duration.ofHours(24);

  private final PredictionCounts counts;
  private final Clock clock;

  PredictionStatistics(PredictionCounts counts, Clock clock) {
    this.counts = counts;
    this.clock = clock;
  }

  PredictionStats stats(GetPredictionStatsRequest request) {
    Filter filter = PredictionFilters.countable(request.getFilter());
    Optional<Instant> start = start(request).map(Spans::floor);
    Optional<Instant> end =
        request.hasEnd()
            ? Optional.of(Spans.ceil(Times.instant("end", request.getEnd())))
            : Optional.empty();
    if (start.isPresent() && end.isPresent() && end.get().isBefore(start.get())) {
      throw ApiErrors.badField("end", "'" + end.get() + "' is before start, '" + start.get() + "'");
    }
    PredictionCounts.Stats stats = counts.stats(filter, start, end);
    PredictionStats.Builder message =
        stats(stats.counts()).setGeneratedTime(Times.timestamp(clock.instant()));
    start.ifPresent(time -> message.setStart(Times.timestamp(time)));
    end.ifPresent(time -> message.setEnd(Times.timestamp(time)));
    stats.first().ifPresent(time -> message.setFirstTime(Times.timestamp(time)));
    stats.last().ifPresent(time -> message.setLastTime(Times.timestamp(time)));
    return message.build();
  }

  private Optional<Instant> start(GetPredictionStatsRequest request) {
    if (request.hasStart()) {
      if (request.hasPeriod()) {
        throw ApiErrors.badField("period", "is set together with start; set one of the two");
      }
      return Optional.of(Times.instant("start", request.getStart()));
    }
    return request.hasPeriod()
        ? Optional.of(clock.instant().minus(LogQueries.period(true, request.getPeriod())))
        : Optional.empty();
  }

  private static PredictionStats.Builder stats(List<Counts> counts) {
    PredictionTally total = tally(counts);
    return PredictionStats.newBuilder()
        .setCounts(total.counts())
        .addAllByDefectType(
            by(counts.stream().filter(Counts::defectDetected).toList(), Counts::defectType))
        .addAllByEdgeDevice(by(counts, Counts::edgeDeviceId))
        .addAllByCamera(by(counts, PredictionStatistics::camera))
        .addAllByModel(by(counts, some -> model(some.model())))
        .addAllByModelVersion(by(counts, some -> some.model().version()))
        .addAllByModelStage(by(counts, some -> some.model().stage()))
        .addAllByStatus(by(counts, Counts::status))
        .setStorage(storage(total));
  }

  private static String camera(Counts counts) {
    Long camera = counts.cameraId();
    return camera == null ? "" : camera.toString();
  }

  private static String model(Prediction.Model model) {
    return Stream.of(model.name(), model.version())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static PredictionTally tally(List<Counts> counts) {
    PredictionTally tally = new PredictionTally();
    counts.forEach(some -> add(tally, some));
    return tally;
  }

  private static void add(PredictionTally tally, Counts some) {
    tally.add(some.defectDetected(), some.status().equals(Prediction.SUCCESS), some.sums());
  }

  private static List<PredictionGroup> by(List<Counts> counts, Function<Counts, String> key) {
    Map<String, PredictionTally> tallies = new TreeMap<>();
    for (Counts some : counts) {
      add(tallies.computeIfAbsent(key.apply(some), name -> new PredictionTally()), some);
    }
    return PredictionTally.groups(tallies);
  }

  /** The images of everything that is stored. */
  ImageStorage storage() {
    return storage(tally(counts.stats(Filter.ALL, Optional.empty(), Optional.empty()).counts()));
  }

  private static ImageStorage storage(PredictionTally tally) {
    long defects = tally.defects().imageCount();
    return ImageStorage.newBuilder()
        .setTotalImages(tally.all().imageCount())
        .setDefectImages(defects)
        .setNoDefectImages(tally.all().imageCount() - defects)
        .setTotalSizeBytes(tally.all().imageBytes())
        .build();
  }

  GetPredictionHistogramResponse histogram(GetPredictionHistogramRequest request) {
    Filter filter = PredictionFilters.countable(request.getFilter());
    Instant end =
        request.hasEnd() ? Times.instant("end", request.getEnd()) : Times.micros(clock.instant());
    Instant start =
        request.hasStart() ? Times.instant("start", request.getStart()) : end.minus(DEFAULT_PERIOD);
    if (!start.isBefore(end)) {
      throw ApiErrors.badField("start", "'" + start + "' is not before end, '" + end + "'");
    }
    Spans spans = Spans.ofMinutes(start, end, Spans.buckets(request.getBuckets()));
    return histogram(
        spans,
        counts.histogram(
            filter, spans.start(), spans.width(), spans.count(), groupBy(request.getGroupBy())));
  }

  private static GroupBy groupBy(String given) {
    if (given.isEmpty()) {
      return GroupBy.MODEL_VERSION;
    }
    return Stream.of(GroupBy.values())
        .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(given))
        .findFirst()
        .orElseThrow(
            () ->
                ApiErrors.badField(
                    "group_by",
                    "'"
                        + given
                        + "' is not possible; model_version, model_name, model_stage, defect_type,"
                        + " edge_device_id, camera_id and status are"));
  }

  private static GetPredictionHistogramResponse histogram(Spans spans, List<SpanCounts> counts) {
    List<PredictionTally> totals = new ArrayList<>();
    List<Map<String, PredictionTally>> groups = new ArrayList<>();
    for (int i = 0; i < spans.count(); i++) {
      totals.add(new PredictionTally());
      groups.add(new TreeMap<>());
    }
    for (SpanCounts some : counts) {
      totals.get(some.bucket()).add(some.defectDetected(), some.success(), some.sums());
      groups
          .get(some.bucket())
          .computeIfAbsent(some.group(), name -> new PredictionTally())
          .add(some.defectDetected(), some.success(), some.sums());
    }
    GetPredictionHistogramResponse.Builder response = GetPredictionHistogramResponse.newBuilder();
    for (int i = 0; i < spans.count(); i++) {
      response.addBuckets(
          PredictionBucket.newBuilder()
              .setStart(Times.timestamp(spans.boundary(i)))
              .setEnd(Times.timestamp(spans.boundary(i + 1)))
              .setCounts(totals.get(i).counts())
              .addAllGroups(PredictionTally.groups(groups.get(i))));
    }
    return response.build();
  }
}
