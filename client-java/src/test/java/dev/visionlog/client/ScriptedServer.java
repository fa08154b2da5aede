package dev.visionlog.client;

import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogServiceGrpc;
import dev.visionlog.v1.WriteLogsRequest;
import dev.visionlog.v1.WriteLogsResponse;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A server whose answer to each batch of entries a test chooses: null acknowledges it, an error
 * ends the stream. It keeps what it has acknowledged. Predictions are its {@link
 * PredictionRecorder}'s.
 */
final class ScriptedServer implements AutoCloseable {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private static final int MAX_REQUEST_BYTES = 20 << 20;

  final PredictionRecorder predictions = new PredictionRecorder();
  final List<WriteLogsRequest> seen = new CopyOnWriteArrayList<>();
  final List<String> stored = new CopyOnWriteArrayList<>();
  final List<Long> seenNanos = new CopyOnWriteArrayList<>();
  volatile @Nullable String authorization;
  private volatile Function<WriteLogsRequest, @Nullable Throwable> script;
  private final Server server;

  ScriptedServer(Function<WriteLogsRequest, @Nullable Throwable> script) {
    this.script = script;
    try {
      server =
          NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
              .addService(new Logs())
              .addService(predictions)
              .maxInboundMessageSize(MAX_REQUEST_BYTES)
              .intercept(new Ears())
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  /** From now on. */
  void script(Function<WriteLogsRequest, @Nullable Throwable> next) {
    script = next;
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private final class Ears implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      authorization = headers.get(AUTHORIZATION);
      return next.startCall(call, headers);
    }
  }

  private final class Logs extends LogServiceGrpc.LogServiceImplBase {
    @Override
    public StreamObserver<WriteLogsRequest> writeLogs(StreamObserver<WriteLogsResponse> answers) {
      return new StreamObserver<>() {
        private boolean ended;

        @Override
        public void onNext(WriteLogsRequest request) {
          if (ended) {
            return;
          }
          seen.add(request);
          seenNanos.add(System.nanoTime());
          Throwable error = script.apply(request);
          if (error != null) {
            ended = true;
            answers.onError(error);
            return;
          }
          request.getEntriesList().stream().map(LogEntry::getMessage).forEach(stored::add);
          answers.onNext(
              WriteLogsResponse.newBuilder().setAckedSequence(request.getSequence()).build());
        }

        @Override
        public void onError(Throwable cancelled) {}

        @Override
        public void onCompleted() {
          if (!ended) {
            answers.onCompleted();
          }
        }
      };
    }
  }
}
