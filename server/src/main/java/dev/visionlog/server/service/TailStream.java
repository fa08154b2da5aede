package dev.visionlog.server.service;

import dev.visionlog.server.model.LogEntry;
import dev.visionlog.server.tail.Subscription;
import dev.visionlog.server.tail.TailSink;
import dev.visionlog.v1.ExtraFormat;
import dev.visionlog.v1.TailGap;
import dev.visionlog.v1.TailHeartbeat;
import dev.visionlog.v1.TailLogsResponse;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One caller's tail. A pump brings entries, gRPC's threads bring its end: both take the lock. */
final class TailStream implements TailSink<LogEntry>, Drainable {
  private final ServerCallStreamObserver<TailLogsResponse> observer;
  private final EntryWriter writer;
  private final ExtraFormat format;
  private final Clock clock;
  private final Runnable onEnd;
  private @Nullable Subscription<LogEntry> subscription;
  private volatile boolean ended;

  TailStream(
      ServerCallStreamObserver<TailLogsResponse> observer,
      EntryWriter writer,
      ExtraFormat format,
      Clock clock,
      Consumer<TailStream> onEnd) {
    this.observer = observer;
    this.writer = writer;
    this.format = format;
    this.clock = clock;
    this.onEnd = () -> onEnd.accept(this);
    observer.setOnCancelHandler(this::end);
    observer.setOnReadyHandler(this::ready);
    observer.setOnCloseHandler(this::end);
  }

  /** Takes the tail that it is to close at its end. */
  synchronized void follow(Subscription<LogEntry> tail) {
    subscription = tail;
    if (ended) {
      tail.close();
    }
  }

  private void ready() {
    Subscription<LogEntry> tail;
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
  public void entries(List<LogEntry> entries, long position) {
    send(
        TailLogsResponse.newBuilder()
            .addAllEntries(writer.write(entries, format))
            .setPosition(position)
            .build());
  }

  @Override
  public void gap(long fromPosition, long toPosition, long matched) {
    send(
        TailLogsResponse.newBuilder()
            .setGap(
                TailGap.newBuilder()
                    .setFromPosition(fromPosition)
                    .setToPosition(toPosition)
                    .setMatchedCount(matched))
            .setPosition(toPosition)
            .build());
  }

  @Override
  public void heartbeat(long position, long headPosition) {
    send(
        TailLogsResponse.newBuilder()
            .setHeartbeat(
                TailHeartbeat.newBuilder()
                    .setTime(Times.timestamp(clock.instant()))
                    .setHeadPosition(headPosition))
            .setPosition(position)
            .build());
  }

  private synchronized void send(TailLogsResponse response) {
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
