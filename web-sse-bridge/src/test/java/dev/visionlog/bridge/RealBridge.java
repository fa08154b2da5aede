package dev.visionlog.bridge;

import com.google.protobuf.FieldMask;
import dev.visionlog.bridge.live.TailTimings;
import dev.visionlog.testing.RealServer;
import dev.visionlog.testing.TcpProxy;
import dev.visionlog.v1.AdminServiceGrpc;
import dev.visionlog.v1.CameraServiceGrpc;
import dev.visionlog.v1.CameraServiceGrpc.CameraServiceBlockingStub;
import dev.visionlog.v1.CreateLogsRequest;
import dev.visionlog.v1.CreateLogsResponse;
import dev.visionlog.v1.CreatePredictionsRequest;
import dev.visionlog.v1.CreatePredictionsResponse;
import dev.visionlog.v1.DeleteCameraRequest;
import dev.visionlog.v1.DeleteLogsRequest;
import dev.visionlog.v1.DeletePredictionsRequest;
import dev.visionlog.v1.GetSettingsRequest;
import dev.visionlog.v1.GetStatusRequest;
import dev.visionlog.v1.ListCamerasRequest;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.LogServiceGrpc;
import dev.visionlog.v1.LogServiceGrpc.LogServiceBlockingStub;
import dev.visionlog.v1.Prediction;
import dev.visionlog.v1.PredictionServiceGrpc;
import dev.visionlog.v1.PredictionServiceGrpc.PredictionServiceBlockingStub;
import dev.visionlog.v1.Settings;
import dev.visionlog.v1.SettingsServiceGrpc;
import dev.visionlog.v1.SettingsServiceGrpc.SettingsServiceBlockingStub;
import dev.visionlog.v1.TailStatus;
import dev.visionlog.v1.UpdateSettingsRequest;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A bridge before a real server, with a wire between them that can be cut, and a channel of the
 * test's own to the server. Ends the browsers too that were opened here. For one thread.
 */
public final class RealBridge implements AutoCloseable {
  private final RealServer server;
  private final TcpProxy wire;
  private final TailTimings timings;
  private final List<AutoCloseable> browsers = new ArrayList<>();
  private final ManagedChannel channel;

  /** The settings of the beginning. */
  private final Settings begun;

  private @Nullable RunningBridge bridge;
  private int port;

  /**
   * @param serverOptions such as {@code --tail-buffer}, {@code 1MiB}
   */
  public RealBridge(TailTimings timings, String... serverOptions) {
    this.timings = timings;
    this.server = new RealServer(serverOptions);
    this.wire = new TcpProxy(server.port());
    this.channel = NettyChannelBuilder.forTarget(server.address()).usePlaintext().build();
    this.begun =
        settings().getSettings(GetSettingsRequest.getDefaultInstance()).getSettings().toBuilder()
            .clearEtag()
            .build();
    start();
  }

  /** As it is shipped. */
  public RealBridge() {
    this(TailTimings.DEFAULT);
  }

  /** Starts the bridge if it is stopped, on the same port. */
  public void start() {
    if (bridge == null) {
      bridge =
          new RunningBridge(
              new BridgeSettings("127.0.0.1", port, wire.address(), Optional.empty(), List.of()),
              timings);
      port = bridge.port();
    }
  }

  /** Stops the bridge alone. */
  public void stop() {
    if (bridge != null) {
      bridge.close();
      bridge = null;
    }
  }

  public RealServer server() {
    return server;
  }

  /** Between bridge and server. */
  public TcpProxy wire() {
    return wire;
  }

  public int port() {
    return port;
  }

  /** Of the page. */
  public String address() {
    return "http://localhost:" + port;
  }

  /** A browser that is here for the first time. */
  public SseClient open(String path) {
    return opened(new SseClient(port, path, OptionalLong.empty(), false));
  }

  /** A browser whose socket takes only a little ahead of what it reads. */
  public SseClient openNarrow(String path) {
    return opened(new SseClient(port, path, OptionalLong.empty(), true));
  }

  /** A browser that connects again. */
  public SseClient resume(String path, long lastEventId) {
    return opened(new SseClient(port, path, OptionalLong.of(lastEventId), false));
  }

  private SseClient opened(SseClient browser) {
    browsers.add(browser);
    return browser;
  }

  /** The server itself, not through the wire. */
  public LogServiceBlockingStub logs() {
    return LogServiceGrpc.newBlockingStub(channel).withDeadlineAfter(60, TimeUnit.SECONDS);
  }

  /** The server itself, not through the wire. */
  public CameraServiceBlockingStub cameras() {
    return CameraServiceGrpc.newBlockingStub(channel).withDeadlineAfter(60, TimeUnit.SECONDS);
  }

  /** What the server says of its tails. */
  public TailStatus tail() {
    return AdminServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(60, TimeUnit.SECONDS)
        .getStatus(GetStatusRequest.getDefaultInstance())
        .getTail();
  }

  /** Stores entries of level INFO in one call. */
  public void write(String... messages) {
    write(Arrays.stream(messages).map(RealBridge::info).toList());
  }

  /** Stores entries in one call. */
  public CreateLogsResponse write(List<LogEntry> entries) {
    return logs().createLogs(CreateLogsRequest.newBuilder().addAllEntries(entries).build());
  }

  /** Stores predictions in one call. */
  public CreatePredictionsResponse predict(Prediction... predictions) {
    return predictions()
        .createPredictions(
            CreatePredictionsRequest.newBuilder()
                .addAllPredictions(Arrays.asList(predictions))
                .build());
  }

  private PredictionServiceBlockingStub predictions() {
    return PredictionServiceGrpc.newBlockingStub(channel).withDeadlineAfter(60, TimeUnit.SECONDS);
  }

  /**
   * Deletes all entries, predictions and cameras, and sets what was set back, for the next test.
   */
  public void reset() {
    clear();
    cameras()
        .listCameras(ListCamerasRequest.getDefaultInstance())
        .getCamerasList()
        .forEach(
            camera ->
                cameras()
                    .deleteCamera(DeleteCameraRequest.newBuilder().setId(camera.getId()).build()));
    settings()
        .updateSettings(
            UpdateSettingsRequest.newBuilder()
                .setSettings(begun)
                .setUpdateMask(FieldMask.newBuilder().addPaths("*"))
                .build());
  }

  private SettingsServiceBlockingStub settings() {
    return SettingsServiceGrpc.newBlockingStub(channel).withDeadlineAfter(60, TimeUnit.SECONDS);
  }

  /** Deletes all entries and predictions, for the next test. */
  public void clear() {
    logs().deleteLogs(DeleteLogsRequest.newBuilder().setDaysToKeep(0).build());
    predictions().deletePredictions(DeletePredictionsRequest.newBuilder().setDaysToKeep(0).build());
  }

  public static LogEntry info(String message) {
    return LogEntry.newBuilder().setLevel(LogLevel.INFO).setMessage(message).build();
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable browser : browsers) {
      browser.close();
    }
    RunningBridge last = bridge;
    if (last != null) {
      // Netty's own quiet period takes two seconds, for which no test has to wait.
      CompletableFuture.runAsync(last::close);
    }
    channel.shutdownNow();
    wire.close();
    server.close();
  }
}
