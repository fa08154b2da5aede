package dev.visionlog.server.service;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.filter.FilterFields;
import dev.visionlog.server.filter.FilterParser;
import dev.visionlog.server.filter.FilterSchema;
import dev.visionlog.server.model.Level;
import dev.visionlog.server.model.LogEntry;
import dev.visionlog.server.store.EntryPage;
import dev.visionlog.server.store.EntryStore;
import dev.visionlog.server.store.LogCounts;
import dev.visionlog.server.store.Total;
import dev.visionlog.v1.GetLogHistogramRequest;
import dev.visionlog.v1.GetLogHistogramResponse;
import dev.visionlog.v1.GetLogRequest;
import dev.visionlog.v1.GetLogResponse;
import dev.visionlog.v1.GetLogStatsRequest;
import dev.visionlog.v1.HistogramBucket;
import dev.visionlog.v1.ListLogSourcesResponse;
import dev.visionlog.v1.ListLogsRequest;
import dev.visionlog.v1.ListLogsResponse;
import dev.visionlog.v1.LogSource;
import dev.visionlog.v1.LogStats;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Answers questions about what is stored. */
final class LogQueries {
  private static final Duration DEFAULT_PERIOD = Duration.ofHours(24);
  private static final Duration LONGEST_PERIOD = Duration.ofDays(366L * 1_000);

  private final EntryStore<LogEntry> store;
  private final LogCounts counts;
  private final EntryWriter writer;
  private final Duration searchBudget;
  private final Clock clock;

  LogQueries(
      EntryStore<LogEntry> store,
      LogCounts counts,
      EntryWriter writer,
      Duration searchBudget,
      Clock clock) {
    this.store = store;
    this.counts = counts;
    this.writer = writer;
    this.searchBudget = searchBudget;
    this.clock = clock;
  }

  GetLogResponse get(GetLogRequest request) {
    return store
        .get(request.getId())
        .map(entry -> writer.write(List.of(entry), request.getExtraFormat()).get(0))
        .map(entry -> GetLogResponse.newBuilder().setEntry(entry).build())
        .orElseThrow(() -> ApiErrors.notFound("Log", request.getId()));
  }

  ListLogsResponse list(ListLogsRequest request) {
    SearchRequest search = SearchRequest.of(LogFilters.of(request), page(request));
    Duration budget = Calls.budget(searchBudget);
    long start = System.nanoTime();
    EntryPage<LogEntry> found = store.search(search.search(budget));
    List<dev.visionlog.v1.LogEntry> entries =
        writer.write(found.entries(), request.getExtraFormat());
    EntryPage<LogEntry> page = search.cut(found, MessageSize.fitting(entries));
    ListLogsResponse.Builder response =
        ListLogsResponse.newBuilder().addAllEntries(entries.subList(0, page.entries().size()));
    page.next().ifPresent(next -> response.setNextPageToken(search.token(next)));
    page.searchedUntil().ifPresent(time -> response.setSearchedUntil(Times.timestamp(time)));
    if (request.getWithTotal()) {
      Total total = store.count(search.filter(), budget.minusNanos(System.nanoTime() - start));
      response
          .setTotalSize(Math.max(total.count(), page.entries().size()))
          .setTotalIsLowerBound(total.isLowerBound());
    }
    return response.build();
  }

  private static SearchRequest.Page page(ListLogsRequest request) {
    return new SearchRequest.Page(
        "logs",
        request.getOrderBy(),
        request.getPageSize(),
        request.getPageToken(),
        request.hasPage() ? OptionalInt.of(request.getPage()) : OptionalInt.empty());
  }

  LogStats stats(GetLogStatsRequest request) {
    Filter filter = FilterParser.parse(request.getFilter(), FilterSchema.LOGS);
    if (!FilterFields.isCountable(filter, FilterSchema.LOGS)) {
      throw ApiErrors.badField(
          "filter", "may use level, source and camera_id only; GetLogHistogram takes every filter");
    }
    Instant start = Spans.floor(start(request));
    Optional<Instant> end =
        request.hasEnd()
            ? Optional.of(Spans.ceil(Times.instant("end", request.getEnd())))
            : Optional.empty();
    if (end.isPresent() && end.get().isBefore(start)) {
      throw ApiErrors.badField("end", "'" + end.get() + "' is before start, '" + start + "'");
    }
    return stats(counts.stats(filter, start, end), start, end);
  }

  private Instant start(GetLogStatsRequest request) {
    if (request.hasStart()) {
      if (request.hasPeriod()) {
        throw ApiErrors.badField("period", "is set together with start; set one of the two");
      }
      return Times.instant("start", request.getStart());
    }
    return clock.instant().minus(period(request.hasPeriod(), request.getPeriod()));
  }

  static Duration period(boolean given, com.google.protobuf.Duration period) {
    if (!given) {
      return DEFAULT_PERIOD;
    }
    Duration duration = Times.duration(period);
    if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST_PERIOD) > 0) {
      throw ApiErrors.badField(
          "period",
          "'"
              + period.getSeconds()
              + "s' is not allowed; more than 0 s and at most 1,000 years are");
    }
    return duration;
  }

  LogStats stats(LogCounts.Stats stats, Instant start, Optional<Instant> end) {
    Map<Level, Long> levels = stats.levels();
    LogStats.Builder message =
        LogStats.newBuilder()
            .setTotalCount(total(levels))
            .setTraceCount(levels.getOrDefault(Level.TRACE, 0L))
            .setDebugCount(levels.getOrDefault(Level.DEBUG, 0L))
            .setInfoCount(levels.getOrDefault(Level.INFO, 0L))
            .setSuccessCount(levels.getOrDefault(Level.SUCCESS, 0L))
            .setWarningCount(levels.getOrDefault(Level.WARNING, 0L))
            .setErrorCount(levels.getOrDefault(Level.ERROR, 0L))
            .setCriticalCount(levels.getOrDefault(Level.CRITICAL, 0L))
            .setUniqueSources(stats.sources())
            .setUniqueCameras(stats.cameras())
            .setStart(Times.timestamp(start))
            .setGeneratedTime(Times.timestamp(clock.instant()));
    end.ifPresent(time -> message.setEnd(Times.timestamp(time)));
    stats.first().ifPresent(time -> message.setFirstLogTime(Times.timestamp(time)));
    stats.last().ifPresent(time -> message.setLastLogTime(Times.timestamp(time)));
    return message.build();
  }

  GetLogHistogramResponse histogram(GetLogHistogramRequest request) {
    Filter filter = FilterParser.parse(request.getFilter(), FilterSchema.LOGS);
    Instant end =
        request.hasEnd() ? Times.instant("end", request.getEnd()) : Times.micros(clock.instant());
    Instant start =
        request.hasStart() ? Times.instant("start", request.getStart()) : end.minus(DEFAULT_PERIOD);
    if (!start.isBefore(end)) {
      throw ApiErrors.badField("start", "'" + start + "' is not before end, '" + end + "'");
    }
    Spans spans = Spans.of(start, end, Spans.buckets(request.getBuckets()));
    LogCounts.Histogram histogram =
        counts.histogram(
            filter, spans.start(), spans.width(), spans.count(), Calls.budget(searchBudget));
    GetLogHistogramResponse.Builder response = GetLogHistogramResponse.newBuilder();
    for (int i = 0; i < spans.count(); i++) {
      response.addBuckets(bucket(spans, i, histogram.buckets().get(i)));
    }
    histogram.searchedUntil().ifPresent(time -> response.setSearchedUntil(Times.timestamp(time)));
    return response.build();
  }

  private static HistogramBucket bucket(Spans spans, int index, Map<Level, Long> levels) {
    return HistogramBucket.newBuilder()
        .setStart(Times.timestamp(spans.boundary(index)))
        .setEnd(Times.timestamp(spans.boundary(index + 1)))
        .setTotalCount(total(levels))
        .addAllLevels(EntryWriter.counts(levels))
        .build();
  }

  ListLogSourcesResponse sources() {
    return ListLogSourcesResponse.newBuilder()
        .addAllSources(counts.sources().stream().map(LogQueries::source).toList())
        .build();
  }

  static LogSource source(LogCounts.Source source) {
    LogSource.Builder message =
        LogSource.newBuilder()
            .setSource(source.name())
            .setLogCount(total(source.levels()))
            .setCriticalCount(source.levels().getOrDefault(Level.CRITICAL, 0L))
            .setErrorCount(source.levels().getOrDefault(Level.ERROR, 0L))
            .setWarningCount(source.levels().getOrDefault(Level.WARNING, 0L));
    source.last().ifPresent(time -> message.setLastLogTime(Times.timestamp(time)));
    return message.build();
  }

  static long total(Map<Level, Long> levels) {
    return levels.values().stream().mapToLong(Long::longValue).sum();
  }
}
