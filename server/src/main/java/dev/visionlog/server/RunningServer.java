package dev.visionlog.server;

import dev.visionlog.server.config.Settings;
import dev.visionlog.server.metrics.Metrics;
import dev.visionlog.server.pipeline.IngestPipeline;
import dev.visionlog.server.pipeline.MetricCounters;
import dev.visionlog.server.pipeline.PipelineCounters;
import dev.visionlog.server.pipeline.PipelineLimits;
import dev.visionlog.server.retention.RetentionWorker;
import dev.visionlog.server.retention.RollUpWorker;
import dev.visionlog.server.service.Services;
import dev.visionlog.server.service.Streams;
import dev.visionlog.server.settings.LiveSettings;
import dev.visionlog.server.store.postgres.Database;
import dev.visionlog.server.store.postgres.Doorbell;
import dev.visionlog.server.store.postgres.PostgresStores;
import dev.visionlog.server.tail.TailHub;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server on a database that has been migrated: its parts, wired, and their orderly end. */
public final class RunningServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);

  private static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;
  private static final int MAX_METADATA_BYTES = 16 * 1024;

  /** Of one transaction: more would make tails wait and rollbacks expensive. */
  private static final long MAX_GROUP_BYTES = 4L * 1024 * 1024;

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
    PostgresStores stores = new PostgresStores(database, serverId);
    TailHub hub =
        open(
            new TailHub(
                stores.commitLog(),
                stores.logs(),
                settings.tail().buffer(),
                settings.tail().heartbeat()));
    LiveSettings live = open(new LiveSettings(stores.settings(), clock));
    open(new Doorbell(database.dataSource(), serverId, hub::wake, live::refreshSoon));
    PipelineCounters counters = new PipelineCounters();
    MetricCounters modelMetrics = new MetricCounters();
    MetricCounters systemMetrics = new MetricCounters();
    IngestPipeline pipeline =
        open(new IngestPipeline(stores.logWriter(), limits(settings.ingest()), counters, grace));
    pipeline.onCommit(hub::committed);
    open(new RollUpWorker(stores.rollUp()));
    Services services =
        new Services(
            settings,
            stores,
            pipeline,
            counters,
            modelMetrics,
            systemMetrics,
            hub,
            live,
            streams,
            Version.text(),
            clock);
    RetentionWorker retention = open(services.retention());
    pipeline.onCommit(retention::committed);
    retention.start(settings.retentionInterval());
    this.health = open(new HealthMonitor(database, services.all()));
    this.metrics =
        settings.metricsPort() == 0
            ? Optional.empty()
            : Optional.of(open(new Metrics(settings.metricsPort(), counters, pipeline, hub)));
    metrics.ifPresent(
        shown -> {
          shown.recorded("model_performance", modelMetrics);
          shown.recorded("system_metrics", systemMetrics);
        });
    this.server = serve(settings.grpc(), services);
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
      builder.addService(service);
    }
    builder.addService(health.service()).addService(ProtoReflectionServiceV1.newInstance());
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
