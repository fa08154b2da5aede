package dev.visionlog.bridge.live;

import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call to follow something, which brings a message only when it is asked for one. Everything
 * happens on the executor it is given, one thing at a time.
 */
final class TailCall {
  /** Where the messages go. */
  interface Listener {
    void message(TailMessage message);

    /** Nothing comes after this. Not called after {@link TailCall#cancel()}. */
    void ended(Throwable error);
  }

  private final Executor executor;
  private final Listener listener;
  private @Nullable ClientCallStreamObserver<?> call;
  private boolean cancelled;

  TailCall(Executor executor, Listener listener) {
    this.executor = executor;
    this.listener = listener;
  }

  /** What the call is to be started with, once; it asks for nothing yet. */
  <Q, R> ClientResponseObserver<Q, R> observer(Function<R, TailMessage> form) {
    return new Observer<>(form);
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

  private final class Observer<Q, R> implements ClientResponseObserver<Q, R> {
    private final Function<R, TailMessage> form;

    Observer(Function<R, TailMessage> form) {
      this.form = form;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<Q> started) {
      call = started;
      started.disableAutoRequestWithInitial(0);
    }

    @Override
    public void onNext(R message) {
      deliver(() -> listener.message(form.apply(message)));
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
