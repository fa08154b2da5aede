package dev.visionlog.server.service;

import dev.visionlog.server.config.Settings;
import dev.visionlog.server.model.ModelSeries;
import dev.visionlog.server.model.SystemSeries;
import dev.visionlog.server.pipeline.IngestPipeline;
import dev.visionlog.server.pipeline.MetricCounters;
import dev.visionlog.server.pipeline.PipelineCounters;
import dev.visionlog.server.retention.RetentionWorker;
import dev.visionlog.server.settings.LiveSettings;
import dev.visionlog.server.store.CameraStore;
import dev.visionlog.server.store.LogCounts;
import dev.visionlog.server.store.LogStore;
import dev.visionlog.server.store.MetricStore;
import dev.visionlog.server.store.postgres.PostgresStores;
import dev.visionlog.server.tail.TailHub;
import dev.visionlog.server.text.ExtraJson;
import dev.visionlog.server.text.Masking;
import io.grpc.BindableService;
import java.time.Clock;
import java.util.List;

/** All services of the contract, put together. */
public final class Services {
  private final List<BindableService> all;
  private final RetentionWorker retention;

  /**
   * @param streams gets every stream that is opened
   * @param version of the server, for status reports
   */
  public Services(
      Settings settings,
      PostgresStores stores,
      IngestPipeline pipeline,
      PipelineCounters counters,
      MetricCounters modelMetrics,
      MetricCounters systemMetrics,
      TailHub hub,
      LiveSettings live,
      Streams streams,
      String version,
      Clock clock) {
    LogStore logs = stores.logs();
    LogCounts counts = stores.counts();
    CameraStore cameras = stores.cameras();
    Masking masking = new Masking(settings.ingest().maskPatterns());
    ExtraJson extraJson = extraJson(settings.ingest(), masking);
    EntryReader reader =
        new EntryReader(
            live, counters, masking, extraJson, (int) settings.ingest().maxMessage(), clock);
    CameraNames names = new CameraNames(cameras);
    EntryWriter writer = new EntryWriter(names);
    LogQueries queries = new LogQueries(logs, counts, writer, settings.searchBudget(), clock);
    SystemLog systemLog = new SystemLog(pipeline, reader);
    retention =
        new RetentionWorker(
            stores.retention(),
            stores.partitions(),
            logs,
            () -> live.now().settings().getRetention(),
            clock,
            (int) settings.partitionsAhead().toDays(),
            message -> systemLog.say("visionlog.retention", message));
    TailCalls tails =
        new TailCalls(
            hub,
            stores.commitLog(),
            logs,
            writer,
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
            pipeline,
            counters,
            hub);
    Diagnosis diagnosis =
        new Diagnosis(counts, cameras, stores.writers(), queries, reader, pipeline, live, clock);
    all =
        List.of(
            new LogService(
                pipeline,
                reader,
                logs,
                stores.deletion(),
                names,
                live,
                queries,
                tails,
                streams,
                clock),
            new CameraService(cameras, names, clock),
            new SettingsService(live, streams),
            metrics(stores, modelMetrics, systemMetrics, extraJson, clock),
            new AdminService(
                status, diagnosis, retention, stores.writers(), pipeline, reader, streams));
  }

  private static ExtraJson extraJson(Settings.Ingest ingest, Masking masking) {
    return new ExtraJson(masking, (int) ingest.maxExtra(), ingest.maxExtraDepth());
  }

  private static MetricService metrics(
      PostgresStores stores,
      MetricCounters modelCounters,
      MetricCounters systemCounters,
      ExtraJson extraJson,
      Clock clock) {
    MetricReader reader = new MetricReader(extraJson);
    MetricStore<ModelSeries> models = stores.modelPerformance();
    MetricStore<SystemSeries> systems = stores.systemMetrics();
    return new MetricService(
        new MetricRecorder<>(models, reader::read, modelCounters, clock),
        new MetricRecorder<>(systems, reader::read, systemCounters, clock),
        models,
        systems,
        extraJson);
  }

  public List<BindableService> all() {
    return all;
  }

  /** Not started; whoever has the services starts and closes it. */
  public RetentionWorker retention() {
    return retention;
  }
}
