package dev.visionlog.bridge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.visionlog.bridge.RunningBridge;
import dev.visionlog.v1.ExportLogsRequest;
import dev.visionlog.v1.ExportLogsResponse;
import dev.visionlog.v1.LogServiceGrpc;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How an export flows, and how it ends. */
class ExportStreamIT {
  private static final int PIECE_BYTES = 50_000;
  private static final long MANY = 4_000;

  private final Endless exports = new Endless();
  private ScriptedServer server;
  private RunningBridge bridge;

  @BeforeEach
  void start() {
    server = new ScriptedServer("", exports);
    bridge = ApiBridge.before(server.address());
  }

  @AfterEach
  void close() {
    bridge.close();
    server.close();
  }

  @Test
  void reader_thatDoesNotReadHoldsTheServerBack() throws IOException {
    try (Socket reader = export()) {
      reader.getInputStream().read();
      await().until(() -> exports.isStill(Duration.ofMillis(500)));

      // What sockets and windows hold; not the two hundred megabytes.
      assertThat(exports.sent.get() * PIECE_BYTES).isLessThan(20_000_000L);
      assertThat(exports.cancelled).isFalse();

      long read = 0;
      InputStream in = reader.getInputStream();
      byte[] buffer = new byte[65_536];
      while (read < MANY * PIECE_BYTES) {
        int length = in.read(buffer);
        assertThat(length).isPositive();
        read += length;
      }
    }
    assertThat(exports.sent).hasValue(MANY);
  }

  @Test
  void reader_thatGoesAwayFreesTheCall() throws IOException {
    try (Socket reader = export()) {
      reader.getInputStream().read();
    }

    await().untilTrue(exports.cancelled);
  }

  @Test
  void error_afterTheFirstPieceBreaksTheTransferOff() {
    exports.failAfter = 3;

    assertThatThrownBy(() -> new ApiClient(bridge.port()).get("/api/logs/export"))
        .isInstanceOf(Exception.class);
    assertThat(exports.sent).hasValue(3);
  }

  @Test
  void error_beforeTheFirstPieceIsAnAnswer() {
    exports.failAfter = 0;

    Reply reply = new ApiClient(bridge.port()).get("/api/logs/export");

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("retry-after")).isEqualTo("2");
    assertThat(reply.header("content-disposition")).isEmpty();
    assertThat(reply.message()).isEqualTo("The Visionlog server cannot be reached; try again");
  }

  private Socket export() throws IOException {
    Socket reader = new Socket();
    reader.setReceiveBufferSize(8_192);
    reader.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), bridge.port()));
    String request =
        "GET /api/logs/export HTTP/1.1\r\nHost: localhost:" + bridge.port() + "\r\n\r\n";
    reader.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return reader;
  }

  /** Sends pieces as fast as they are taken. */
  private static final class Endless extends LogServiceGrpc.LogServiceImplBase {
    private static final ExportLogsResponse PIECE =
        ExportLogsResponse.newBuilder().setData(ByteString.copyFrom(new byte[PIECE_BYTES])).build();

    private final AtomicLong sent = new AtomicLong();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private volatile long failAfter = Long.MAX_VALUE;
    private volatile long lastSent = System.nanoTime();

    @Override
    public void exportLogs(ExportLogsRequest request, StreamObserver<ExportLogsResponse> observer) {
      ServerCallStreamObserver<ExportLogsResponse> call =
          (ServerCallStreamObserver<ExportLogsResponse>) observer;
      call.setOnCancelHandler(() -> cancelled.set(true));
      call.setOnReadyHandler(() -> send(call));
    }

    private synchronized void send(ServerCallStreamObserver<ExportLogsResponse> call) {
      while (call.isReady() && sent.get() < MANY) {
        if (sent.get() == failAfter) {
          call.onError(Status.UNAVAILABLE.withDescription("io exception").asException());
          return;
        }
        call.onNext(PIECE);
        lastSent = System.nanoTime();
        if (sent.incrementAndGet() == MANY) {
          call.onCompleted();
        }
      }
    }

    boolean isStill(Duration length) {
      return sent.get() > 0 && System.nanoTime() - lastSent > length.toNanos();
    }
  }
}
