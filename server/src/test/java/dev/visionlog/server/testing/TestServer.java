package dev.visionlog.server.testing;

import dev.visionlog.server.RunningServer;
import dev.visionlog.server.config.Settings;
import dev.visionlog.server.config.SettingsSources;
import dev.visionlog.server.store.postgres.Database;
import dev.visionlog.v1.AdminServiceGrpc;
import dev.visionlog.v1.GetStatusRequest;
import dev.visionlog.v1.LogServiceGrpc;
import dev.visionlog.v1.MetricServiceGrpc;
import dev.visionlog.v1.PipelineStatus;
import dev.visionlog.v1.PredictionServiceGrpc;
import dev.visionlog.v1.SettingsServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A real server on a database of its own, with a channel to it and a look behind it. Safe for use
 * by several threads.
 */
public final class TestServer implements AutoCloseable {
  private static final int MAX_ANSWER = 64 * 1024 * 1024;

  private final TestDatabase testDatabase;
  private final boolean mine;
  private final Path images;
  private final Database database;
  private final RunningServer server;
  private final ManagedChannel channel;

  private TestServer(TestDatabase testDatabase, boolean mine, List<String> flags) {
    this.testDatabase = testDatabase;
    this.mine = mine;
    this.images = Path.of("target", "images", UUID.randomUUID().toString()).toAbsolutePath();
    Settings settings = settings(flags, images);
    this.database =
        Database.open(
            testDatabase.jdbcUrl(),
            testDatabase.user(),
            testDatabase.password(),
            settings.database().poolSize());
    this.server = new RunningServer(settings, database, Clock.systemUTC());
    this.channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.port())
            .usePlaintext()
            .maxInboundMessageSize(MAX_ANSWER)
            .build();
  }

  /**
   * A server on a fresh database that goes with it, with flags such as {@code --ingest-lanes 1}.
   */
  public static TestServer start(String... flags) {
    return new TestServer(TestDatabase.createMigrated(), true, List.of(flags));
  }

  /** A server on a database that others may use too. */
  public static TestServer on(TestDatabase database, String... flags) {
    return new TestServer(database, false, List.of(flags));
  }

  /** The folder of its images. */
  public Path images() {
    return images;
  }

  private static Settings settings(List<String> flags, Path images) {
    List<String> arguments = new ArrayList<>(flags);
    arguments.addAll(List.of("--grpc-port", "0", "--images-dir", images.toString()));
    if (!flags.contains("--database-pool-size")) {
      arguments.addAll(List.of("--database-pool-size", "6"));
    }
    return new SettingsSources(arguments, Map.of(), Path.of("target")).load().settings();
  }

  public TestDatabase database() {
    return testDatabase;
  }

  public ManagedChannel channel() {
    return channel;
  }

  public int port() {
    return server.port();
  }

  /** Every call that it answers. */
  public List<ServerServiceDefinition> services() {
    return server.services();
  }

  public LogServiceGrpc.LogServiceBlockingStub logs() {
    return LogServiceGrpc.newBlockingStub(channel);
  }

  public LogServiceGrpc.LogServiceStub logsAsync() {
    return LogServiceGrpc.newStub(channel);
  }

  public PredictionServiceGrpc.PredictionServiceBlockingStub predictions() {
    return PredictionServiceGrpc.newBlockingStub(channel);
  }

  public PredictionServiceGrpc.PredictionServiceStub predictionsAsync() {
    return PredictionServiceGrpc.newStub(channel);
  }

  public SettingsServiceGrpc.SettingsServiceBlockingStub settings() {
    return SettingsServiceGrpc.newBlockingStub(channel);
  }

  public AdminServiceGrpc.AdminServiceBlockingStub admin() {
    return AdminServiceGrpc.newBlockingStub(channel);
  }

  public MetricServiceGrpc.MetricServiceBlockingStub metrics() {
    return MetricServiceGrpc.newBlockingStub(channel);
  }

  /** The account of what came in. */
  public PipelineStatus pipeline() {
    return admin().getStatus(GetStatusRequest.getDefaultInstance()).getPipeline();
  }

  public void execute(String sql) {
    try (Connection connection = testDatabase.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException error) {
      throw new IllegalStateException(sql, error);
    }
  }

  /** The rows of a query, their columns joined by {@code |}. */
  public List<String> rows(String sql) {
    try (Connection connection = testDatabase.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          columns.add(rows.getString(i));
        }
        found.add(String.join("|", columns));
      }
      return found;
    } catch (SQLException error) {
      throw new IllegalStateException(sql, error);
    }
  }

  public long count(String sql) {
    return Long.parseLong(rows(sql).get(0));
  }

  /** The server alone goes away; what is asked of the database still works. */
  public void stop() {
    server.close();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.close();
    database.close();
    if (mine) {
      testDatabase.drop();
    }
  }
}
