package dev.visionlog.bridge.api;

import dev.visionlog.bridge.BridgeSettings;
import dev.visionlog.bridge.RunningBridge;
import dev.visionlog.testing.RealServer;
import dev.visionlog.v1.CreateLogsRequest;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.LogServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A bridge before a real server, and whoever asks it and writes to the server. For one thread. */
public final class ApiBridge implements AutoCloseable {
  private final RealServer server = new RealServer();
  private final RunningBridge bridge = before(server.address());
  private final ApiClient client = new ApiClient(bridge.port());
  private final ManagedChannel channel =
      NettyChannelBuilder.forTarget(server.address()).usePlaintext().build();

  /** A bridge before any server. */
  public static RunningBridge before(String server) {
    return new RunningBridge(
        new BridgeSettings(
            "127.0.0.1", 0, server, Optional.empty(), List.of("https://logs.example.com")));
  }

  public RealServer server() {
    return server;
  }

  public RunningBridge bridge() {
    return bridge;
  }

  public ApiClient client() {
    return client;
  }

  /** Stores entries in one call. */
  public List<Long> write(LogEntry.Builder... entries) {
    CreateLogsRequest.Builder request = CreateLogsRequest.newBuilder();
    Arrays.stream(entries).forEach(request::addEntries);
    return LogServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(60, TimeUnit.SECONDS)
        .createLogs(request.build())
        .getIdsList();
  }

  public static LogEntry.Builder entry(LogLevel level, String message) {
    return LogEntry.newBuilder().setLevel(level).setMessage(message);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    bridge.close();
    server.close();
  }
}
