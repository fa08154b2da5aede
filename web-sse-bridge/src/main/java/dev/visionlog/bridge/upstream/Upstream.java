package dev.visionlog.bridge.upstream;

import dev.visionlog.v1.AdminServiceGrpc;
import dev.visionlog.v1.CameraServiceGrpc;
import dev.visionlog.v1.LogServiceGrpc;
import dev.visionlog.v1.PredictionServiceGrpc;
import dev.visionlog.v1.SettingsServiceGrpc;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The channels to the server. They connect when they are first used. For all threads. */
public final class Upstream implements AutoCloseable {
  /** Far more than the server puts into one message. */
  private static final int MAX_ANSWER_BYTES = 256 << 20;

  /**
   * What the server may send ahead to each browser that does not read. A window that gRPC may
   * choose grows to megabytes, which a thousand stalled browsers would fill.
   */
  private static final int STREAM_WINDOW_BYTES = 64 * 1024;

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
  private static final Duration HEALTH_WITHIN = Duration.ofSeconds(2);
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
  private static final Duration KEEP_ALIVE_TIMEOUT = Duration.ofSeconds(5);

  private final ManagedChannel calls;
  private final ManagedChannel streams;

  /**
   * @param server {@code host:port}
   */
  public Upstream(String server) {
    this.calls = builder(server).build();
    this.streams = builder(server).flowControlWindow(STREAM_WINDOW_BYTES).build();
  }

  private static NettyChannelBuilder builder(String server) {
    return NettyChannelBuilder.forTarget("dns:///" + server)
        .usePlaintext()
        .maxInboundMessageSize(MAX_ANSWER_BYTES)
        .keepAliveTime(KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS)
        .keepAliveTimeout(KEEP_ALIVE_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
  }

  public LogServiceGrpc.LogServiceFutureStub logs(Caller caller) {
    return within(ANSWER_WITHIN, LogServiceGrpc.newFutureStub(as(caller, calls)));
  }

  public PredictionServiceGrpc.PredictionServiceFutureStub predictions(Caller caller) {
    return within(ANSWER_WITHIN, PredictionServiceGrpc.newFutureStub(as(caller, calls)));
  }

  public CameraServiceGrpc.CameraServiceFutureStub cameras(Caller caller) {
    return within(ANSWER_WITHIN, CameraServiceGrpc.newFutureStub(as(caller, calls)));
  }

  public SettingsServiceGrpc.SettingsServiceFutureStub settings(Caller caller) {
    return within(ANSWER_WITHIN, SettingsServiceGrpc.newFutureStub(as(caller, calls)));
  }

  public AdminServiceGrpc.AdminServiceFutureStub admin(Caller caller) {
    return within(ANSWER_WITHIN, AdminServiceGrpc.newFutureStub(as(caller, calls)));
  }

  /** For streams without an end, and for those as long as a file. */
  public LogServiceGrpc.LogServiceStub logStreams(Caller caller) {
    return LogServiceGrpc.newStub(as(caller, streams));
  }

  /** For streams without an end, files, and images. */
  public PredictionServiceGrpc.PredictionServiceStub predictionStreams(Caller caller) {
    return PredictionServiceGrpc.newStub(as(caller, streams));
  }

  /** For streams without an end. */
  public SettingsServiceGrpc.SettingsServiceStub settingsStreams(Caller caller) {
    return SettingsServiceGrpc.newStub(as(caller, streams));
  }

  /** Whether the server works; it tells that without a key too. Answers soon. */
  public HealthGrpc.HealthFutureStub health() {
    return within(HEALTH_WITHIN, HealthGrpc.newFutureStub(awake(calls)));
  }

  private static <S extends AbstractStub<S>> S within(Duration time, S stub) {
    return stub.withDeadlineAfter(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Channel as(Caller caller, ManagedChannel channel) {
    return ClientInterceptors.intercept(
        awake(channel), MetadataUtils.newAttachHeadersInterceptor(caller.metadata()));
  }

  /**
   * After failures, gRPC waits for up to two minutes before it connects again, and fails every call
   * meanwhile. Whoever calls wants to know now.
   */
  private static Channel awake(ManagedChannel channel) {
    if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      channel.resetConnectBackoff();
    }
    return channel;
  }

  @Override
  public void close() {
    calls.shutdownNow();
    streams.shutdownNow();
  }
}
