package dev.visionlog.cli.connection;

import dev.visionlog.v1.AdminServiceGrpc;
import dev.visionlog.v1.AdminServiceGrpc.AdminServiceBlockingStub;
import dev.visionlog.v1.CameraServiceGrpc;
import dev.visionlog.v1.CameraServiceGrpc.CameraServiceBlockingStub;
import dev.visionlog.v1.LogServiceGrpc;
import dev.visionlog.v1.LogServiceGrpc.LogServiceBlockingStub;
import dev.visionlog.v1.LogServiceGrpc.LogServiceStub;
import dev.visionlog.v1.MetricServiceGrpc;
import dev.visionlog.v1.MetricServiceGrpc.MetricServiceBlockingStub;
import dev.visionlog.v1.PredictionServiceGrpc;
import dev.visionlog.v1.PredictionServiceGrpc.PredictionServiceBlockingStub;
import dev.visionlog.v1.PredictionServiceGrpc.PredictionServiceStub;
import dev.visionlog.v1.SettingsServiceGrpc;
import dev.visionlog.v1.SettingsServiceGrpc.SettingsServiceBlockingStub;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.stub.AbstractStub;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One channel to one server. It connects when it is first used. Any thread; the caller closes it.
 */
public final class Connection implements AutoCloseable {
  /** A page of a thousand entries with the longest messages and extra data. */
  private static final int MAX_ANSWER_BYTES = 256 << 20;

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  private final ManagedChannel channel;
  private final String server;
  private final @Nullable Duration timeout;

  /**
   * @param server {@code host:port}
   * @param timeout the longest that a call may take, of streams too; not given: 30 s for calls that
   *     only read
   */
  public Connection(String server, @Nullable Duration timeout) {
    this.server = server;
    this.timeout = timeout;
    this.channel =
        ManagedChannelBuilder.forTarget("dns:///" + checkedAddress(server))
            .usePlaintext()
            .maxInboundMessageSize(MAX_ANSWER_BYTES)
            .build();
  }

  public String server() {
    return server;
  }

  /** For calls that answer at once. */
  public LogServiceBlockingStub logs() {
    return brief(LogServiceGrpc.newBlockingStub(channel));
  }

  /** For calls that last as long as they must. */
  public LogServiceBlockingStub patientLogs() {
    return patient(LogServiceGrpc.newBlockingStub(channel));
  }

  /** For streams in both directions. */
  public LogServiceStub logStreams() {
    return LogServiceGrpc.newStub(channel);
  }

  /** For streams that a client follows without an end. */
  public LogServiceBlockingStub endlessLogs() {
    return LogServiceGrpc.newBlockingStub(channel);
  }

  /** For calls that answer at once. */
  public PredictionServiceBlockingStub predictions() {
    return brief(PredictionServiceGrpc.newBlockingStub(channel));
  }

  /** For calls that last as long as they must. */
  public PredictionServiceBlockingStub patientPredictions() {
    return patient(PredictionServiceGrpc.newBlockingStub(channel));
  }

  /** For streams in both directions. */
  public PredictionServiceStub predictionStreams() {
    return PredictionServiceGrpc.newStub(channel);
  }

  /** For streams that a client follows without an end. */
  public PredictionServiceBlockingStub endlessPredictions() {
    return PredictionServiceGrpc.newBlockingStub(channel);
  }

  public CameraServiceBlockingStub cameras() {
    return brief(CameraServiceGrpc.newBlockingStub(channel));
  }

  public MetricServiceBlockingStub metrics() {
    return brief(MetricServiceGrpc.newBlockingStub(channel));
  }

  public SettingsServiceBlockingStub settings() {
    return brief(SettingsServiceGrpc.newBlockingStub(channel));
  }

  public AdminServiceBlockingStub admin() {
    return brief(AdminServiceGrpc.newBlockingStub(channel));
  }

  public AdminServiceBlockingStub patientAdmin() {
    return patient(AdminServiceGrpc.newBlockingStub(channel));
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private <S extends AbstractStub<S>> S brief(S stub) {
    return within(stub, timeout == null ? DEFAULT_TIMEOUT : timeout);
  }

  private <S extends AbstractStub<S>> S patient(S stub) {
    return timeout == null ? stub : within(stub, timeout);
  }

  private static <S extends AbstractStub<S>> S within(S stub, Duration timeout) {
    return stub.withDeadlineAfter(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static String checkedAddress(String server) {
    if (!server.matches("(\\[[0-9a-fA-F:.%]+\\]|[^\\s:/\\[\\]]+):\\d{1,5}")) {
      throw CommandFailure.usage("Invalid server '" + server + "'. Write it as host:port");
    }
    return server;
  }
}
