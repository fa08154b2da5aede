package dev.visionlog.server.service;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.filter.FilterTerms;
import dev.visionlog.server.model.Batch;
import dev.visionlog.server.model.BatchOutcome;
import dev.visionlog.server.model.Level;
import dev.visionlog.server.pipeline.BatchListener;
import dev.visionlog.server.pipeline.IngestPipeline;
import dev.visionlog.server.pipeline.Session;
import dev.visionlog.server.settings.LiveSettings;
import dev.visionlog.server.store.CameraStore;
import dev.visionlog.server.store.LogCounts;
import dev.visionlog.server.store.WriterStore;
import dev.visionlog.v1.CameraActivity;
import dev.visionlog.v1.DiagnoseRequest;
import dev.visionlog.v1.DiagnoseResponse;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.Silence;
import dev.visionlog.v1.TestEntriesResult;
import dev.visionlog.v1.Writer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks for trouble in what is stored. */
final class Diagnosis {
  private static final Duration DEFAULT_SILENCE = Duration.ofMinutes(15);
  private static final Duration TEST_PATIENCE = Duration.ofSeconds(10);
  private static final String TEST_SOURCE = "diagnostic";
  private static final int MAX_SILENCES = 20;
  private static final int MAX_CAMERAS = 10_000;
  private static final int MAX_WRITERS = 100;

  private final LogCounts counts;
  private final CameraStore cameras;
  private final WriterStore writers;
  private final LogQueries queries;
  private final EntryReader reader;
  private final IngestPipeline<dev.visionlog.server.model.LogEntry> pipeline;
  private final LiveSettings settings;
  private final Clock clock;

  Diagnosis(
      LogCounts counts,
      CameraStore cameras,
      WriterStore writers,
      LogQueries queries,
      EntryReader reader,
      IngestPipeline<dev.visionlog.server.model.LogEntry> pipeline,
      LiveSettings settings,
      Clock clock) {
    this.counts = counts;
    this.cameras = cameras;
    this.writers = writers;
    this.queries = queries;
    this.reader = reader;
    this.pipeline = pipeline;
    this.settings = settings;
    this.clock = clock;
  }

  DiagnoseResponse run(DiagnoseRequest request) {
    Instant now = Times.micros(clock.instant());
    Duration period = LogQueries.period(request.hasPeriod(), request.getPeriod());
    Duration least = least(request);
    Instant start = Spans.floor(now.minus(period));
    DiagnoseResponse.Builder response = DiagnoseResponse.newBuilder();
    if (request.getWriteTestEntries()) {
      response.setTestEntries(writeTestEntries(start));
    }
    response
        .setStats(
            queries.stats(
                counts.stats(Filter.ALL, start, Optional.empty()), start, Optional.empty()))
        .addAllSources(counts.sources().stream().map(LogQueries::source).toList())
        .addAllCameras(cameras(start))
        .addAllSilences(silences(start, now, least))
        .addAllIncompleteWriters(
            writers.incomplete(MAX_WRITERS).stream().map(Diagnosis::writer).toList());
    return response.addAllFindings(new Findings(response, criticals(start), least).all()).build();
  }

  /** Without the test entries: they are no trouble. */
  private long criticals(Instant start) {
    return counts
        .stats(Filter.not(FilterTerms.source(TEST_SOURCE)), start, Optional.empty())
        .levels()
        .getOrDefault(Level.CRITICAL, 0L);
  }

  private static Duration least(DiagnoseRequest request) {
    if (!request.hasMinSilence()) {
      return DEFAULT_SILENCE;
    }
    Duration least = Times.duration(request.getMinSilence());
    if (least.compareTo(Duration.ofMinutes(1)) < 0) {
      throw ApiErrors.badField(
          "min_silence", least.toMillis() + " ms is too short; a minute or more is allowed");
    }
    return least;
  }

  private List<CameraActivity> cameras(Instant start) {
    Map<Long, LogCounts.Camera> active = new HashMap<>();
    counts.cameras(start).forEach(camera -> active.put(camera.id(), camera));
    Map<Long, CameraActivity> all = new HashMap<>();
    for (CameraStore.Camera camera : cameras.list(-1, MAX_CAMERAS)) {
      all.put(camera.id(), activity(camera.id(), camera.name(), active.get(camera.id())));
    }
    active.forEach((id, camera) -> all.computeIfAbsent(id, unknown -> activity(id, "", camera)));
    return all.values().stream()
        .sorted(Comparator.comparingLong(CameraActivity::getCameraId))
        .toList();
  }

  private static CameraActivity activity(
      long id, String name, LogCounts.@org.jspecify.annotations.Nullable Camera active) {
    CameraActivity.Builder activity =
        CameraActivity.newBuilder().setCameraId(id).setCameraName(name);
    if (active != null) {
      activity
          .setLogCount(LogQueries.total(active.levels()))
          .setErrorCount(
              active.levels().getOrDefault(Level.ERROR, 0L)
                  + active.levels().getOrDefault(Level.CRITICAL, 0L));
      active.last().ifPresent(time -> activity.setLastLogTime(Times.timestamp(time)));
    }
    return activity.build();
  }

  private List<Silence> silences(Instant start, Instant now, Duration least) {
    return counts.silences(start, now, least).stream()
        .sorted(
            Comparator.comparing(
                    (LogCounts.Silence silence) -> Duration.between(silence.start(), silence.end()))
                .reversed())
        .limit(MAX_SILENCES)
        .map(
            silence ->
                Silence.newBuilder()
                    .setStart(Times.timestamp(silence.start()))
                    .setEnd(Times.timestamp(silence.end()))
                    .build())
        .toList();
  }

  static Writer writer(WriterStore.Writer writer) {
    return Writer.newBuilder()
        .setWriterId(writer.id().toString())
        .setKind(writer.kind())
        .setWriterName(writer.name())
        .setSentBatches(writer.lastSequence())
        .setStoredBatches(writer.storedBatches())
        .setMissingBatches(writer.missingBatches())
        .setStoredEntries(writer.storedEntries())
        .setFirstWriteTime(Times.timestamp(writer.firstWrite()))
        .setLastWriteTime(Times.timestamp(writer.lastWrite()))
        .build();
  }

  private TestEntriesResult writeTestEntries(Instant start) {
    Map<Level, Long> before = testCounts(start);
    TestEntriesResult.Builder result =
        TestEntriesResult.newBuilder().addAllBefore(EntryWriter.counts(before));
    List<LogEntry> entries = new ArrayList<>();
    List<Level> expected = new ArrayList<>();
    for (Level level : Level.values()) {
      entries.add(testEntry(level));
      if (settings.thresholds().admits(level, TEST_SOURCE)) {
        expected.add(level);
      } else {
        result.addSuppressedLevels(EntryWriter.level(level));
      }
    }
    long begin = System.nanoTime();
    boolean stored = store(entries);
    Map<Level, Long> after = testCounts(start);
    boolean counted =
        expected.stream()
            .allMatch(level -> after.getOrDefault(level, 0L) > before.getOrDefault(level, 0L));
    return result
        .addAllAfter(EntryWriter.counts(after))
        .setElapsed(Times.duration(Duration.ofNanos(System.nanoTime() - begin)))
        .setOk(stored && counted)
        .build();
  }

  private Map<Level, Long> testCounts(Instant start) {
    return counts.stats(FilterTerms.source(TEST_SOURCE), start, Optional.empty()).levels();
  }

  private static LogEntry testEntry(Level level) {
    return LogEntry.newBuilder()
        .setLevel(EntryWriter.level(level))
        .setSource(TEST_SOURCE)
        .setLoggerName("visionlog.diagnose")
        .setMessage("Test " + level + " message")
        .build();
  }

  private boolean store(List<LogEntry> entries) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    ReadBatch<dev.visionlog.server.model.LogEntry> batch = reader.read(entries);
    pipeline.submit(
        new Batch<>(null, null, batch.entries()),
        new Session(),
        new BatchListener() {
          @Override
          public void stored(BatchOutcome outcome) {
            done.complete(outcome.rejected().isEmpty());
          }

          @Override
          public void failed() {
            done.complete(false);
          }
        });
    try {
      return done.get(TEST_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException notStored) {
      return false;
    }
  }
}
