package dev.visionlog.server;

import dev.visionlog.server.config.Settings;
import dev.visionlog.server.filter.EntryFields;
import dev.visionlog.server.image.ImageSettings;
import dev.visionlog.server.image.ImageStore;
import dev.visionlog.server.image.codec.ImageFormat;
import dev.visionlog.server.metrics.Metrics;
import dev.visionlog.server.model.Entry;
import dev.visionlog.server.model.LogEntry;
import dev.visionlog.server.model.Prediction;
import dev.visionlog.server.pipeline.IngestPipeline;
import dev.visionlog.server.pipeline.PipelineCounters;
import dev.visionlog.server.pipeline.PipelineLimits;
import dev.visionlog.server.retention.RetentionWorker;
import dev.visionlog.server.retention.RollUpWorker;
import dev.visionlog.server.retention.SearchIndexWorker;
import dev.visionlog.server.service.EntryFlow;
import dev.visionlog.server.service.MetricFlow;
import dev.visionlog.server.service.MetricFlows;
import dev.visionlog.server.service.Services;
import dev.visionlog.server.service.Streams;
import dev.visionlog.server.service.UnreadableMessages;
import dev.visionlog.server.settings.LiveSettings;
import dev.visionlog.server.store.postgres.Database;
import dev.visionlog.server.store.postgres.Doorbell;
import dev.visionlog.server.store.postgres.PostgresKind;
import dev.visionlog.server.store.postgres.PostgresStores;
import dev.visionlog.server.tail.TailHub;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server on a database that has been migrated: its parts, wired, and their orderly end. */
public final class RunningServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);

  /** An image of 16 MiB, and what comes with it. */
  private static final int MAX_MESSAGE_BYTES = 20 * 1024 * 1024;

  private static final int MAX_METADATA_BYTES = 16 * 1024;

  /** Of one transaction: more would make tails wait and rollbacks expensive. */
  private static final long MAX_GROUP_BYTES = 4L * 1024 * 1024;

  private static final int IMAGE_WRITERS = 8;
  private static final long THUMBNAIL_CACHE_BYTES = 16L << 20;

  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
  private static final Duration CLIENT_KEEP_ALIVE = Duration.ofSeconds(10);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Server server;
  private final Streams streams = new Streams();
  private final HealthMonitor health;
  private final Optional<Metrics> metrics;
  private final Duration grace;

  /**
   * Starts to serve.
   *
   * @param database migrated; the server does not close it
   */
  public RunningServer(Settings settings, Database database, Clock clock) {
    this.grace = settings.shutdownGrace();
    String serverId = UUID.randomUUID().toString();
    ImageStore images =
        open(
            ImageStore.open(
                images(settings.images()), PostgresStores.imageFolder(database), clock));
    PostgresStores stores = new PostgresStores(database, serverId, images::delete);
    LiveSettings live = open(new LiveSettings(stores.settings(), clock));
    EntryFlow<LogEntry> logs = flow(stores.logs(), EntryFields.LOGS, settings);
    EntryFlow<Prediction> predictions =
        flow(stores.predictions(), EntryFields.PREDICTIONS, settings);
    open(
        new Doorbell(
            database.dataSource(),
            serverId,
            () -> {
              logs.hub().wake();
              predictions.hub().wake();
            },
            live::refreshSoon));
    MetricFlows recorded =
        new MetricFlows(
            new MetricFlow<>(stores.modelPerformance()), new MetricFlow<>(stores.systemMetrics()));
    Services services =
        new Services(
            settings,
            stores,
            logs,
            predictions,
            images,
            recorded,
            live,
            streams,
            Version.text(),
            clock);
    start(services.logRetention(), logs.pipeline(), settings);
    start(services.predictionRetention(), predictions.pipeline(), settings);
    open(services.imageWorker()).start();
    open(services.metricWorker()).start(settings.retentionInterval());
    SearchIndexWorker searchIndexes = open(new SearchIndexWorker(stores.searchIndexes(), clock));
    if (settings.searchIndex()) {
      searchIndexes.start();
    }
    this.health = open(new HealthMonitor(database, () -> images.check().healthy(), services.all()));
    this.metrics =
        settings.metricsPort() == 0
            ? Optional.empty()
            : Optional.of(open(new Metrics(settings.metricsPort())));
    metrics.ifPresent(
        meters -> {
          bind(meters, "logs", logs);
          bind(meters, "predictions", predictions);
          meters.bind(images);
          meters.bindUnindexedDays(searchIndexes::missing);
          meters.bind("model_performance", recorded.models().counters());
          meters.bind("system_metrics", recorded.systems().counters());
        });
    this.server = serve(settings.grpc(), services);
  }

  private <E extends Entry<E>> EntryFlow<E> flow(
      PostgresKind<E> stores, EntryFields<E> fields, Settings settings) {
    TailHub<E> hub =
        open(
            new TailHub<>(
                stores.commitLog(),
                stores.entries(),
                fields,
                settings.tail().buffer(),
                settings.tail().heartbeat()));
    PipelineCounters counters = new PipelineCounters();
    IngestPipeline<E> pipeline =
        open(new IngestPipeline<>(stores.writer(), limits(settings.ingest()), counters, grace));
    pipeline.onCommit(hub::committed);
    open(new RollUpWorker(stores.rollUp()));
    return new EntryFlow<>(stores, counters, pipeline, hub);
  }

  private <E extends Entry<E>> void start(
      RetentionWorker<E> retention, IngestPipeline<E> pipeline, Settings settings) {
    open(retention);
    pipeline.onCommit(retention::committed);
    retention.start(settings.retentionInterval());
  }

  private static void bind(Metrics metrics, String kind, EntryFlow<?> flow) {
    metrics.bind(kind, flow.counters(), flow.pipeline());
    metrics.bind(kind, flow.hub());
  }

  private static ImageSettings images(Settings.Images images) {
    return new ImageSettings(
        images.dir(),
        images.byDate(),
        images.byResult(),
        images.quality(),
        images.maxSize(),
        images.maxPixels(),
        formats(images.formats()),
        images.codecs(),
        IMAGE_WRITERS,
        images.minFree(),
        THUMBNAIL_CACHE_BYTES);
  }

  private static Set<ImageFormat> formats(Set<String> names) {
    return names.stream()
        .map(name -> ImageFormat.valueOf(name.toUpperCase(Locale.ROOT)))
        .collect(Collectors.toSet());
  }

  private <T extends AutoCloseable> T open(T part) {
    parts.push(part);
    return part;
  }

  private static PipelineLimits limits(Settings.Ingest ingest) {
    return new PipelineLimits(
        ingest.lanes(),
        ingest.buffer(),
        ingest.maxRows(),
        MAX_GROUP_BYTES,
        ingest.linger(),
        ingest.retryFor());
  }

  private Server serve(Settings.Grpc grpc, Services services) {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(grpc.host(), grpc.port()))
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .maxInboundMetadataSize(MAX_METADATA_BYTES)
            .keepAliveTime(KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS)
            .permitKeepAliveTime(CLIENT_KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true);
    for (BindableService service : services.all()) {
      builder.addService(UnreadableMessages.refusedBy(service));
    }
    builder
        .addService(UnreadableMessages.refusedBy(health.service()))
        .addService(UnreadableMessages.refusedBy(ProtoReflectionServiceV1.newInstance()));
    try {
      return builder.build().start();
    } catch (IOException error) {
      close();
      throw new UncheckedIOException(
          grpc.host() + ":" + grpc.port() + " cannot be used; is something else listening there?",
          error);
    }
  }

  /** The port that is listened to. */
  public int port() {
    return server.getPort();
  }

  /** What is answered: every call and the types of its messages. For tests. */
  public List<ServerServiceDefinition> services() {
    return server.getServices();
  }

  /** The port of the metrics, if they are shown. */
  public Optional<Integer> metricsPort() {
    return metrics.map(Metrics::port);
  }

  /**
   * Ends in order: no new calls, streams are told, what was taken in is stored and answered, and
   * only then do the parts stop.
   */
  @Override
  public void close() {
    try {
      if (server != null) {
        server.shutdown();
        streams.drain(grace);
        if (!server.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
          server.shutdownNow();
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    while (!parts.isEmpty()) {
      close(parts.pop());
    }
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception error) {
      LOG.warn("{} could not be closed", part.getClass().getSimpleName(), error);
    }
  }
}
