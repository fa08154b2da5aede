package dev.visionlog.bridge;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.encoding.EncodingService;
import com.linecorp.armeria.server.file.FileService;
import dev.visionlog.bridge.api.ApiRoutes;
import dev.visionlog.bridge.api.Health;
import dev.visionlog.bridge.http.BodyBudget;
import dev.visionlog.bridge.http.Errors;
import dev.visionlog.bridge.http.Routes;
import dev.visionlog.bridge.http.Security;
import dev.visionlog.bridge.live.SettingsWatches;
import dev.visionlog.bridge.live.TailEndpoint;
import dev.visionlog.bridge.live.TailFeeds;
import dev.visionlog.bridge.live.TailKind;
import dev.visionlog.bridge.live.TailMeters;
import dev.visionlog.bridge.live.TailTimings;
import dev.visionlog.bridge.metrics.Metrics;
import dev.visionlog.bridge.page.PageFiles;
import dev.visionlog.bridge.upstream.Upstream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;

/** A bridge that is running: its parts, wired, and their orderly end. For all threads. */
public final class RunningBridge implements AutoCloseable {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
  private static final Duration IDLE = Duration.ofMinutes(2);
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final long MAX_BODY_BYTES = 1024 * 1024;

  /** Of the longest filter as a parameter, in which a character may take three. */
  private static final int MAX_ADDRESS_BYTES = 32 * 1024;

  /** Of large bodies in memory at once. Each is there up to three times for a moment. */
  private static final long BODIES_BYTES = 48L * 1024 * 1024;

  private static final int COMPRESS_FROM_BYTES = 1024;

  /** What machines read again and again, as it is, and exports, which would keep a core busy. */
  private static final Set<String> NEVER_COMPRESSED =
      Set.of("/health", "/metrics", "/api/logs/export", "/api/predictions/export");

  private static final Map<String, TailKind> STREAMS =
      Map.of(
          "/api/logs/tail", TailKind.LOGS,
          "/api/logs/events", TailKind.LOG_EVENTS,
          "/api/predictions/tail", TailKind.PREDICTIONS,
          "/api/predictions/events", TailKind.PREDICTION_EVENTS);

  private final Upstream upstream;
  private final Metrics metrics = new Metrics();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(RunningBridge::daemon);
  private final Server server;

  /** Starts to serve, with the usual timings. */
  public RunningBridge(BridgeSettings settings) {
    this(settings, TailTimings.DEFAULT);
  }

  /**
   * Starts to serve. Whether the gRPC server is there does not matter.
   *
   * @throws IllegalStateException if the port cannot be used
   */
  public RunningBridge(BridgeSettings settings, TailTimings timings) {
    this.upstream = new Upstream(settings.server());
    this.server = build(settings, timings);
    try {
      server.start().join();
    } catch (CompletionException error) {
      close();
      throw new IllegalStateException(
          settings.host()
              + ":"
              + settings.port()
              + " cannot be used; is something else listening there?",
          error);
    }
  }

  private Server build(BridgeSettings settings, TailTimings timings) {
    ServerBuilder builder = Server.builder();
    InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
    settings
        .tls()
        .ifPresentOrElse(
            tls ->
                builder
                    .port(address, SessionProtocol.HTTPS)
                    .tls(TlsKeyPair.of(tls.key().toFile(), tls.certificate().toFile())),
            () -> builder.port(address, SessionProtocol.HTTP));
    builder
        .requestTimeout(ANSWER_WITHIN)
        .idleTimeout(IDLE)
        .maxRequestLength(MAX_BODY_BYTES)
        .http1MaxInitialLineLength(MAX_ADDRESS_BYTES)
        .http2MaxHeaderListSize(2L * MAX_ADDRESS_BYTES)
        .gracefulShutdownTimeout(Duration.ZERO, GRACE)
        .errorHandler(new Errors())
        .meterRegistry(metrics.registry())
        .disableServerHeader()
        // Errors that are answered are no news; Errors logs the others.
        .unloggedExceptionsReportInterval(Duration.ZERO);
    addServices(builder, timings);
    return builder
        .decorator(
            EncodingService.builder()
                .encodableContentTypes(RunningBridge::isWorthCompressing)
                .encodableRequestHeaders(RunningBridge::mayCompress)
                .minBytesToForceChunkedEncoding(COMPRESS_FROM_BYTES)
                .newDecorator())
        .decorator(new Security(settings.origins()))
        .decorator(metrics.requests())
        .build();
  }

  private void addServices(ServerBuilder builder, TailTimings timings) {
    SettingsWatches watches = new SettingsWatches(upstream, timer);
    TailFeeds feeds = new TailFeeds(upstream, new TailMeters(metrics.registry()));
    Routes routes = new Routes(builder);
    STREAMS.forEach(
        (path, kind) ->
            routes.add(HttpMethod.GET, path, new TailEndpoint(kind, feeds, watches, timings)));
    ApiRoutes.addTo(routes, upstream, new BodyBudget(BODIES_BYTES, metrics.registry()));
    routes.refuseOthers("/api");
    builder
        .route()
        .get("/health")
        .build(new Health(upstream))
        .route()
        .get("/metrics")
        .build(metrics.service());
    PageFiles.addTo(builder);
  }

  /** A stream of events is not: each would have to be flushed through the compressor alone. */
  private static boolean isWorthCompressing(MediaType type) {
    return !type.is(MediaType.EVENT_STREAM)
        && (type.belongsTo(MediaType.ANY_TEXT_TYPE)
            || type.isJson()
            || type.is(MediaType.JAVASCRIPT_UTF_8));
  }

  private static boolean mayCompress(RequestHeaders headers) {
    String path = headers.path();
    int query = path.indexOf('?');
    return !NEVER_COMPRESSED.contains(query < 0 ? path : path.substring(0, query));
  }

  /** The port that is listened to. */
  public int port() {
    return server.activeLocalPort();
  }

  /** What is answered, such as {@code GET /api/logs}, without files. For tests. */
  Set<String> routes() {
    return server.serviceConfigs().stream()
        .filter(config -> config.service().as(Routes.Refusal.class) == null)
        .filter(config -> config.service().as(FileService.class) == null)
        .flatMap(
            config ->
                config.route().methods().stream()
                    .map(method -> method + " " + config.route().patternString()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "bridge-timer");
    thread.setDaemon(true);
    return thread;
  }

  /** Ends all streams; browsers come back by themselves. */
  @Override
  public void close() {
    server.stop().join();
    upstream.close();
    timer.shutdownNow();
    metrics.close();
  }
}
