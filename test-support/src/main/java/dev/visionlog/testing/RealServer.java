package dev.visionlog.testing;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Timestamp;
import dev.visionlog.server.RunningServer;
import dev.visionlog.server.config.SettingsSources;
import dev.visionlog.server.store.postgres.Database;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.Settings;
import dev.visionlog.v1.SettingsServiceGrpc;
import dev.visionlog.v1.SourceThreshold;
import dev.visionlog.v1.TemporaryThreshold;
import dev.visionlog.v1.UpdateSettingsRequest;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The real server on a database of its own, in this process. Can be stopped and started again on
 * the same port and database. For one thread.
 */
public final class RealServer implements AutoCloseable {
  private final String name = TestPostgres.create();
  private final Path images = Path.of("target", "images", UUID.randomUUID().toString());
  private @Nullable Database database;
  private @Nullable RunningServer server;
  private final List<String> options;
  private int port;

  /**
   * @param options the server's, such as {@code --tail-buffer}, {@code 1MiB}
   */
  public RealServer(String... options) {
    this.options = List.of(options);
    start();
  }

  /** Starts it if it is stopped. */
  public void start() {
    if (server == null) {
      Database opened = TestPostgres.open(name);
      database = opened;
      server =
          new RunningServer(
              new SettingsSources(arguments(), Map.of(), Path.of("target")).load().settings(),
              opened,
              Clock.systemUTC());
      port = server.port();
    }
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(
        List.of("--grpc-port", Integer.toString(port), "--images-dir", images().toString()));
    return arguments;
  }

  /** Stops it in order; the database stays. */
  public void stop() {
    if (server != null) {
      server.close();
      server = null;
    }
    if (database != null) {
      database.close();
      database = null;
    }
  }

  /** The folder of its images. */
  public Path images() {
    return images.toAbsolutePath();
  }

  public int port() {
    return port;
  }

  public String address() {
    return "127.0.0.1:" + port;
  }

  /** The first column of a query, straight from the database. */
  public List<String> sql(String query) {
    return TestPostgres.query(name, query);
  }

  public long count(String query) {
    return Long.parseLong(sql(query).get(0));
  }

  /** Sets the threshold of a source for good, as {@code visionlog level set} does. */
  public void setThreshold(String source, String level) {
    update(
        Settings.newBuilder()
            .addSourceThresholds(
                SourceThreshold.newBuilder().setSource(source).setLevel(LogLevel.valueOf(level))),
        "source_thresholds");
  }

  /** Sets the threshold of a source for a while; of all that have none if it is empty. */
  public void setThreshold(String source, String level, Duration length) {
    Instant end = Instant.now().plus(length);
    update(
        Settings.newBuilder()
            .addTemporaryThresholds(
                TemporaryThreshold.newBuilder()
                    .setSource(source)
                    .setLevel(LogLevel.valueOf(level))
                    .setExpireTime(
                        Timestamp.newBuilder()
                            .setSeconds(end.getEpochSecond())
                            .setNanos(end.getNano()))),
        "temporary_thresholds");
  }

  /** Sets the threshold of all sources that have none of their own. */
  public void setThreshold(String level) {
    update(Settings.newBuilder().setThreshold(LogLevel.valueOf(level)), "threshold");
  }

  private void update(Settings.Builder settings, String path) {
    ManagedChannel channel = NettyChannelBuilder.forTarget(address()).usePlaintext().build();
    try {
      SettingsServiceGrpc.newBlockingStub(channel)
          .updateSettings(
              UpdateSettingsRequest.newBuilder()
                  .setSettings(settings)
                  .setUpdateMask(FieldMask.newBuilder().addPaths(path))
                  .build());
    } finally {
      channel.shutdownNow();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
