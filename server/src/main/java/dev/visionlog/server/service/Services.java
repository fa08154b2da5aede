package dev.visionlog.server.service;

import dev.visionlog.server.config.Settings;
import dev.visionlog.server.model.LogEntry;
import dev.visionlog.server.pipeline.IngestPipeline;
import dev.visionlog.server.pipeline.PipelineCounters;
import dev.visionlog.server.retention.RetentionRules;
import dev.visionlog.server.retention.RetentionWorker;
import dev.visionlog.server.settings.LiveSettings;
import dev.visionlog.server.store.CameraStore;
import dev.visionlog.server.store.EntryStore;
import dev.visionlog.server.store.LogCounts;
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
  private final RetentionWorker<LogEntry> retention;

  /**
   * @param streams gets every stream that is opened
   * @param version of the server, for status reports
   */
  public Services(
      Settings settings,
      PostgresStores stores,
      IngestPipeline<LogEntry> pipeline,
      PipelineCounters counters,
      TailHub<LogEntry> hub,
      LiveSettings live,
      Streams streams,
      String version,
      Clock clock) {
    EntryStore<LogEntry> logs = stores.logs().entries();
    LogCounts counts = stores.logCounts();
    CameraStore cameras = stores.cameras();
    EntryReader reader = reader(settings.ingest(), live, counters, clock);
    CameraNames names = new CameraNames(cameras);
    EntryWriter writer = new EntryWriter(names);
    LogQueries queries = new LogQueries(logs, counts, writer, settings.searchBudget(), clock);
    SystemLog systemLog = new SystemLog(pipeline, reader);
    retention =
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
            hub,
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
                stores.logs().deletion(),
                names,
                live,
                queries,
                tails,
                writer,
                streams,
                clock),
            new CameraService(cameras, names, clock),
            new SettingsService(live, streams),
            new AdminService(
                status, diagnosis, retention, stores.writers(), pipeline, reader, streams));
  }

  private static EntryReader reader(
      Settings.Ingest ingest, LiveSettings live, PipelineCounters counters, Clock clock) {
    Masking masking = new Masking(ingest.maskPatterns());
    ExtraJson extraJson = new ExtraJson(masking, (int) ingest.maxExtra(), ingest.maxExtraDepth());
    return new EntryReader(live, counters, masking, extraJson, (int) ingest.maxMessage(), clock);
  }

  public List<BindableService> all() {
    return all;
  }

  /** Not started; whoever has the services starts and closes it. */
  public RetentionWorker<LogEntry> retention() {
    return retention;
  }
}
