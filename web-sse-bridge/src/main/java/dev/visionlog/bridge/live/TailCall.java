package dev.visionlog.bridge.live;

import dev.visionlog.v1.LogServiceGrpc.LogServiceStub;
import dev.visionlog.v1.TailLogsRequest;
import dev.visionlog.v1.TailLogsResponse;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@code TailLogs} that brings a message only when it is asked for one. Everything
 * happens on the executor it is given, one thing at a time.
 */
final class TailCall {
  /** Where the messages go. */
  interface Listener {
    void message(TailLogsResponse message);

    /** Nothing comes after this. Not called after {@link TailCall#cancel()}. */
    void ended(Throwable error);
  }

  private final Executor executor;
  private final Listener listener;
  private @Nullable ClientCallStreamObserver<TailLogsRequest> call;
  private boolean cancelled;

  /** Starts the call, and asks for nothing yet. */
  TailCall(LogServiceStub logs, TailLogsRequest request, Executor executor, Listener listener) {
    this.executor = executor;
    this.listener = listener;
    logs.tailLogs(request, new Observer());
  }

  /** Asks for one message. */
  void next() {
    if (call != null) {
      call.request(1);
    }
  }

  void cancel() {
    cancelled = true;
    if (call != null) {
      call.cancel("The browser has gone", null);
    }
  }

  private final class Observer
      implements ClientResponseObserver<TailLogsRequest, TailLogsResponse> {
    @Override
    public void beforeStart(ClientCallStreamObserver<TailLogsRequest> started) {
      call = started;
      started.disableAutoRequestWithInitial(0);
    }

    @Override
    public void onNext(TailLogsResponse message) {
      deliver(() -> listener.message(message));
    }

    @Override
    public void onError(Throwable error) {
      deliver(() -> listener.ended(error));
    }

    @Override
    public void onCompleted() {
      onError(Status.UNAVAILABLE.withDescription("The server ended the tail").asException());
    }

    private void deliver(Runnable task) {
      executor.execute(
          () -> {
            if (!cancelled) {
              task.run();
            }
          });
    }
  }
}
