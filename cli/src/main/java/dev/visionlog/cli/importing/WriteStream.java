package dev.visionlog.cli.importing;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call that takes batches. What happens on gRPC's threads is put into a queue, so that all
 * decisions are made on one thread.
 */
final class WriteStream<E, Q, A> implements ClientResponseObserver<Q, A> {
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final WriteMethod<E, Q, A> method;
  private @Nullable ClientCallStreamObserver<Q> call;

  sealed interface Event {}

  /** Flow control lets something through again. */
  record Ready() implements Event {}

  record Answered(WriteMethod.Answer answer) implements Event {}

  /** Nothing more will come. */
  record Ended(StatusRuntimeException error) implements Event {}

  WriteStream(WriteMethod<E, Q, A> method) {
    this.method = method;
  }

  void start() {
    method.start(this);
  }

  boolean isReady() {
    return call().isReady();
  }

  void send(String writerId, String writerName, long sequence, List<E> entries) {
    call().onNext(method.request(writerId, writerName, sequence, entries));
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
  public void beforeStart(ClientCallStreamObserver<Q> requestStream) {
    call = requestStream;
    requestStream.setOnReadyHandler(() -> events.add(new Ready()));
  }

  @Override
  public void onNext(A answer) {
    events.add(new Answered(method.read(answer)));
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

  private ClientCallStreamObserver<Q> call() {
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
