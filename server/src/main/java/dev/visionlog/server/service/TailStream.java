package dev.visionlog.server.service;

import dev.visionlog.server.model.Entry;
import dev.visionlog.server.tail.Subscription;
import dev.visionlog.server.tail.TailSink;
import dev.visionlog.v1.TailGap;
import dev.visionlog.v1.TailHeartbeat;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One caller's tail. A pump brings entries, gRPC's threads bring its end: both take the lock. */
final class TailStream<E extends Entry<E>, R> implements TailSink<E>, Drainable {
  private final ServerCallStreamObserver<R> observer;
  private final TailResponses<E, R> responses;
  private final Clock clock;
  private final Runnable onEnd;
  private @Nullable Subscription<E> subscription;
  private volatile boolean ended;

  TailStream(
      ServerCallStreamObserver<R> observer,
      TailResponses<E, R> responses,
      Clock clock,
      Consumer<Drainable> onEnd) {
    this.observer = observer;
    this.responses = responses;
    this.clock = clock;
    this.onEnd = () -> onEnd.accept(this);
    observer.setOnCancelHandler(this::end);
    observer.setOnReadyHandler(this::ready);
    observer.setOnCloseHandler(this::end);
  }

  /** Takes the tail that it is to close at its end. */
  synchronized void follow(Subscription<E> tail) {
    subscription = tail;
    if (ended) {
      tail.close();
    }
  }

  private void ready() {
    Subscription<E> tail;
    synchronized (this) {
      tail = subscription;
    }
    if (tail != null) {
      tail.wake();
    }
  }

  @Override
  public boolean isReady() {
    return !ended && observer.isReady();
  }

  @Override
  public void entries(List<E> entries, long position) {
    send(responses.entries(entries, position));
  }

  @Override
  public void gap(long fromPosition, long toPosition, long matched) {
    send(
        responses.gap(
            TailGap.newBuilder()
                .setFromPosition(fromPosition)
                .setToPosition(toPosition)
                .setMatchedCount(matched)
                .build(),
            toPosition));
  }

  @Override
  public void heartbeat(long position, long headPosition) {
    send(
        responses.heartbeat(
            TailHeartbeat.newBuilder()
                .setTime(Times.timestamp(clock.instant()))
                .setHeadPosition(headPosition)
                .build(),
            position));
  }

  private synchronized void send(R response) {
    if (!ended) {
      observer.onNext(response);
    }
  }

  @Override
  public void failed(RuntimeException error) {
    fail(ApiErrors.of(error));
  }

  @Override
  public void drain() {
    fail(ApiErrors.shuttingDown());
  }

  private synchronized void fail(StatusRuntimeException error) {
    if (!ended) {
      end();
      observer.onError(error);
    }
  }

  private synchronized void end() {
    ended = true;
    if (subscription != null) {
      subscription.close();
    }
    onEnd.run();
  }
}
