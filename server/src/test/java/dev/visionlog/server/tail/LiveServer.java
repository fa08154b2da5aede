package dev.visionlog.server.tail;

import dev.visionlog.server.RunningServer;
import dev.visionlog.server.config.Settings;
import dev.visionlog.server.store.postgres.Database;
import dev.visionlog.server.testing.Entries;
import dev.visionlog.server.testing.TestDatabase;
import dev.visionlog.v1.AdminServiceGrpc;
import dev.visionlog.v1.CreateLogsRequest;
import dev.visionlog.v1.GetStatusRequest;
import dev.visionlog.v1.ListLogsRequest;
import dev.visionlog.v1.ListLogsResponse;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogServiceGrpc;
import dev.visionlog.v1.TailStatus;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A server on loopback, set so that what is rare in production happens often. */
final class LiveServer implements AutoCloseable {
  private static final int CONNECTIONS = 4;
  private static final int LANES = 3;
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** As little as gRPC allows, so that a consumer that does not read is soon noticed. */
  private static final int WINDOW = 65_535;

  private final Database database;
  private final RunningServer server;
  private final List<ManagedChannel> channels = new ArrayList<>();
  private final ManagedChannel channel;

  /**
   * @param maxRows the most entries of a commit
   * @param retryFor how long a lane tries again before its writers have to
   */
  record Options(long tailBuffer, Duration heartbeat, int maxRows, Duration retryFor) {
    static final Options DEFAULT =
        new Options(16L << 20, Duration.ofSeconds(15), 500, Duration.ofSeconds(5));

    Options withTailBuffer(long bytes) {
      return new Options(bytes, heartbeat, maxRows, retryFor);
    }

    Options withHeartbeat(Duration every) {
      return new Options(tailBuffer, every, maxRows, retryFor);
    }

    Options withMaxRows(int rows) {
      return new Options(tailBuffer, heartbeat, rows, retryFor);
    }

    Options withRetryFor(Duration time) {
      return new Options(tailBuffer, heartbeat, maxRows, time);
    }
  }

  LiveServer(TestDatabase given, Options options) {
    this.database = Database.open(given.jdbcUrl(), given.user(), given.password(), CONNECTIONS);
    this.server = new RunningServer(settings(options), database, Clock.systemUTC());
    this.channel = newChannel();
  }

  LiveServer(TestDatabase database) {
    this(database, Options.DEFAULT);
  }

  private static Settings settings(Options options) {
    Settings defaults = Settings.defaults();
    Settings.Ingest ingest = defaults.ingest();
    return new Settings(
        defaults.dataDir(),
        new Settings.Grpc("127.0.0.1", 0),
        defaults.web(),
        false,
        defaults.database(),
        new Settings.Ingest(
            LANES,
            ingest.buffer(),
            ingest.linger(),
            options.maxRows(),
            ingest.maxMessage(),
            ingest.maxExtra(),
            ingest.maxExtraDepth(),
            options.retryFor(),
            ingest.maskPatterns()),
        images(defaults.images()),
        new Settings.Tail(options.tailBuffer(), defaults.tail().maxStreams(), options.heartbeat()),
        defaults.searchBudget(),
        defaults.searchIndex(),
        defaults.partitionsAhead(),
        defaults.retentionInterval(),
        0,
        GRACE);
  }

  private static Settings.Images images(Settings.Images images) {
    return new Settings.Images(
        Path.of("target", "images", UUID.randomUUID().toString()),
        images.byDate(),
        images.byResult(),
        images.quality(),
        images.maxSize(),
        images.maxPixels(),
        images.formats(),
        images.codecs(),
        images.minFree());
  }

  ManagedChannel channel() {
    return channel;
  }

  /** A connection of its own: a stream that is not read takes the window of all others on it. */
  synchronized ManagedChannel newChannel() {
    ManagedChannel added =
        NettyChannelBuilder.forAddress("127.0.0.1", server.port())
            .usePlaintext()
            .flowControlWindow(WINDOW)
            .build();
    channels.add(added);
    return added;
  }

  LogServiceGrpc.LogServiceBlockingStub logs() {
    return LogServiceGrpc.newBlockingStub(channel);
  }

  TailStatus tailStatus() {
    return AdminServiceGrpc.newBlockingStub(channel)
        .getStatus(GetStatusRequest.getDefaultInstance())
        .getTail();
  }

  /** Stores entries with these messages in one call. */
  void create(String... messages) {
    CreateLogsRequest.Builder request = CreateLogsRequest.newBuilder();
    for (String message : messages) {
      request.addEntries(Entries.info(message));
    }
    logs().createLogs(request.build());
  }

  /** All pages of a query. */
  List<LogEntry> list(String filter) {
    List<LogEntry> entries = new ArrayList<>();
    String token = "";
    do {
      ListLogsResponse page =
          logs()
              .listLogs(
                  ListLogsRequest.newBuilder()
                      .setFilter(filter)
                      .setOrderBy("time asc")
                      .setPageSize(1_000)
                      .setPageToken(token)
                      .build());
      entries.addAll(page.getEntriesList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return entries;
  }

  @Override
  public synchronized void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    server.close();
    database.close();
  }

  /** Stops the server while its clients still listen. */
  void stopServing() {
    server.close();
  }
}
