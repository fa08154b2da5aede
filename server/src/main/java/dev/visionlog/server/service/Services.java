package dev.visionlog.server.service;

import dev.visionlog.server.config.Settings;
import dev.visionlog.server.image.ImageLimits;
import dev.visionlog.server.image.ImageRetention;
import dev.visionlog.server.image.ImageRows;
import dev.visionlog.server.image.ImageStore;
import dev.visionlog.server.image.ImageSweep;
import dev.visionlog.server.model.LogEntry;
import dev.visionlog.server.model.Prediction;
import dev.visionlog.server.pipeline.IngestPipeline;
import dev.visionlog.server.pipeline.PipelineCounters;
import dev.visionlog.server.retention.ImageRules;
import dev.visionlog.server.retention.ImageWorker;
import dev.visionlog.server.retention.MetricWorker;
import dev.visionlog.server.retention.RetentionRules;
import dev.visionlog.server.retention.RetentionWorker;
import dev.visionlog.server.settings.LiveSettings;
import dev.visionlog.server.store.CameraStore;
import dev.visionlog.server.store.EntryStore;
import dev.visionlog.server.store.LogCounts;
import dev.visionlog.server.store.postgres.PostgresStores;
import dev.visionlog.server.text.ExtraJson;
import dev.visionlog.server.text.Masking;
import dev.visionlog.v1.Retention;
import io.grpc.BindableService;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** All services of the contract, put together. */
public final class Services {
  /** A row follows its file within seconds; this is far more. */
  private static final Duration SWEEP_GRACE = Duration.ofHours(1);

  private static final Path TEMPORARY_FILES = Path.of(System.getProperty("java.io.tmpdir"));

  private final List<BindableService> all;
  private final RetentionWorker<LogEntry> logRetention;
  private final RetentionWorker<Prediction> predictionRetention;
  private final ImageWorker imageWorker;
  private final MetricWorker metricWorker;

  /**
   * @param streams gets every stream that is opened
   * @param version of the server, for status reports
   */
  public Services(
      Settings settings,
      PostgresStores stores,
      EntryFlow<LogEntry> logFlow,
      EntryFlow<Prediction> predictionFlow,
      ImageStore images,
      MetricFlows metrics,
      LiveSettings live,
      Streams streams,
      String version,
      Clock clock) {
    IngestPipeline<LogEntry> pipeline = logFlow.pipeline();
    PipelineCounters counters = logFlow.counters();
    EntryStore<LogEntry> logs = logFlow.stores().entries();
    LogCounts counts = stores.logCounts();
    CameraStore cameras = stores.cameras();
    EntryReader reader = reader(settings.ingest(), live, counters, clock);
    CameraNames names = new CameraNames(cameras);
    EntryWriter writer = new EntryWriter(names);
    LogQueries queries = new LogQueries(logs, counts, writer, settings.searchBudget(), clock);
    SystemLog systemLog = new SystemLog(pipeline, reader);
    DeletionCutoff cutoff = new DeletionCutoff(clock);
    logRetention =
        new RetentionWorker<>(
            stores.logs().retention(),
            stores.logs().partitions(),
            logs,
            () -> RetentionRules.ofLogs(live.now().settings().getRetention()),
            clock,
            (int) settings.partitionsAhead().toDays(),
            message -> systemLog.say("visionlog.retention", message));
    TailCalls<LogEntry> tails =
        new TailCalls<>(
            logFlow.hub(),
            stores.logs().commitLog(),
            logs,
            streams,
            settings.tail().maxStreams(),
            settings.searchBudget(),
            clock);
    StatusReport status =
        new StatusReport(
            version,
            settings.database().isEmbedded(),
            clock.instant(),
            stores::info,
            logFlow,
            predictionFlow);
    Diagnosis diagnosis =
        new Diagnosis(counts, cameras, stores.writers(), queries, reader, pipeline, live, clock);
    Supplier<Retention> kept = () -> live.now().settings().getRetention();
    predictionRetention =
        new RetentionWorker<>(
            predictionFlow.stores().retention(),
            predictionFlow.stores().partitions(),
            predictionFlow.stores().entries(),
            () -> RetentionRules.ofPredictions(kept.get()),
            clock,
            (int) settings.partitionsAhead().toDays(),
            message -> systemLog.say("visionlog.retention", "Predictions: " + message));
    ImageRetention imageRetention = new ImageRetention(images, stores.imageRows(), clock);
    Supplier<ImageLimits> imageLimits = () -> ImageRules.of(kept.get());
    imageWorker =
        new ImageWorker(
            imageRetention, imageLimits, message -> systemLog.say("visionlog.retention", message));
    metricWorker =
        new MetricWorker(
            List.of(metrics.models().store(), metrics.systems().store()),
            () -> RetentionRules.ofMetrics(kept.get()),
            clock,
            message -> systemLog.say("visionlog.retention", message));
    all =
        List.of(
            new LogService(
                pipeline,
                reader,
                logs,
                stores.logs().deletion(),
                cutoff,
                names,
                live,
                queries,
                tails,
                writer,
                streams,
                clock),
            predictions(
                settings,
                stores,
                predictionFlow,
                names,
                images,
                imageRetention,
                imageLimits,
                cutoff,
                streams,
                clock),
            metrics(metrics, settings.ingest(), clock),
            new CameraService(cameras, names, clock),
            new SettingsService(live, streams),
            new AdminService(
                status,
                diagnosis,
                logRetention,
                predictionRetention,
                stores.writers(),
                pipeline,
                reader,
                streams));
  }

  private static PredictionService predictions(
      Settings settings,
      PostgresStores stores,
      EntryFlow<Prediction> flow,
      CameraNames names,
      ImageStore images,
      ImageRetention imageRetention,
      Supplier<ImageLimits> imageLimits,
      DeletionCutoff cutoff,
      Streams streams,
      Clock clock) {
    PredictionWriter writer = new PredictionWriter(names);
    PredictionQueries queries =
        new PredictionQueries(flow.stores().entries(), writer, settings.searchBudget());
    PredictionStatistics statistics = new PredictionStatistics(stores.predictionCounts(), clock);
    ImageRows rows = stores.imageRows();
    return new PredictionService(
        flow.pipeline(),
        predictionReader(settings.ingest(), images, flow.counters(), clock),
        writer,
        flow.stores().deletion(),
        cutoff,
        queries,
        statistics,
        new PredictionExports(
            flow.stores().entries(), stores.categories(), names, TEMPORARY_FILES, clock),
        new ImageCalls(
            images,
            rows,
            new ImageSweep(images, rows, clock, SWEEP_GRACE),
            imageRetention,
            imageLimits,
            queries,
            statistics),
        new TailCalls<>(
            flow.hub(),
            flow.stores().commitLog(),
            flow.stores().entries(),
            streams,
            settings.tail().maxStreams(),
            settings.searchBudget(),
            clock),
        streams,
        settings.images().maxSize());
  }

  private static PredictionReader predictionReader(
      Settings.Ingest ingest, ImageStore images, PipelineCounters counters, Clock clock) {
    Masking masking = new Masking(ingest.maskPatterns());
    return new PredictionReader(
        new PredictionFields(masking, extraJson(ingest, masking), (int) ingest.maxMessage()),
        new PredictionImages(images),
        counters,
        clock);
  }

  private static MetricService metrics(MetricFlows metrics, Settings.Ingest ingest, Clock clock) {
    ExtraJson extraJson = extraJson(ingest, new Masking(ingest.maskPatterns()));
    MetricReader reader = new MetricReader(extraJson);
    return new MetricService(
        new MetricRecorder<>(metrics.models(), reader::read, clock),
        new MetricRecorder<>(metrics.systems(), reader::read, clock),
        metrics,
        extraJson);
  }

  private static ExtraJson extraJson(Settings.Ingest ingest, Masking masking) {
    return new ExtraJson(masking, (int) ingest.maxExtra(), ingest.maxExtraDepth());
  }

  private static EntryReader reader(
      Settings.Ingest ingest, LiveSettings live, PipelineCounters counters, Clock clock) {
    Masking masking = new Masking(ingest.maskPatterns());
    return new EntryReader(
        live, counters, masking, extraJson(ingest, masking), (int) ingest.maxMessage(), clock);
  }

  public List<BindableService> all() {
    return all;
  }

  /** Not started; whoever has the services starts and closes it, and the others below. */
  public RetentionWorker<LogEntry> logRetention() {
    return logRetention;
  }

  public RetentionWorker<Prediction> predictionRetention() {
    return predictionRetention;
  }

  public MetricWorker metricWorker() {
    return metricWorker;
  }

  public ImageWorker imageWorker() {
    return imageWorker;
  }
}
