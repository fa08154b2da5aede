package dev.visionlog.cli.importing;

import dev.visionlog.v1.LogServiceGrpc.LogServiceStub;
import dev.visionlog.v1.WriteLogsRequest;
import dev.visionlog.v1.WriteLogsResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One WriteLogs call. What happens on gRPC's threads is put into a queue, so that all decisions are
 * made on one thread.
 */
final class WriteStream implements ClientResponseObserver<WriteLogsRequest, WriteLogsResponse> {
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private @Nullable ClientCallStreamObserver<WriteLogsRequest> call;

  sealed interface Event {}

  /** Flow control lets something through again. */
  record Ready() implements Event {}

  record Answer(WriteLogsResponse response) implements Event {}

  /** Nothing more will come. */
  record Ended(StatusRuntimeException error) implements Event {}

  void start(LogServiceStub stub) {
    stub.writeLogs(this);
  }

  boolean isReady() {
    return call().isReady();
  }

  void send(WriteLogsRequest request) {
    call().onNext(request);
  }

  /** The next event, if one comes within the wait. */
  @Nullable Event next(Duration wait) {
    try {
      return events.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Status.CANCELLED.withCause(e).asRuntimeException();
    }
  }

  /** Says that nothing more comes, and lets the server say goodbye. */
  void complete() {
    call().onCompleted();
    Event event = next(GOODBYE);
    while (event != null && !(event instanceof Ended)) {
      event = next(GOODBYE);
    }
  }

  void cancel() {
    call().cancel("given up", null);
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<WriteLogsRequest> requestStream) {
    call = requestStream;
    requestStream.setOnReadyHandler(() -> events.add(new Ready()));
  }

  @Override
  public void onNext(WriteLogsResponse response) {
    events.add(new Answer(response));
  }

  @Override
  public void onError(Throwable error) {
    events.add(new Ended(asStatus(error)));
  }

  @Override
  public void onCompleted() {
    events.add(
        new Ended(
            Status.UNAVAILABLE
                .withDescription("the server ended the stream")
                .asRuntimeException()));
  }

  private ClientCallStreamObserver<WriteLogsRequest> call() {
    if (call == null) {
      throw new IllegalStateException("Not started");
    }
    return call;
  }

  private static StatusRuntimeException asStatus(Throwable error) {
    return error instanceof StatusRuntimeException status
        ? status
        : Status.fromThrowable(error).asRuntimeException();
  }
}
