package dev.visionlog.server.tail;

import dev.visionlog.server.testing.Entries;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogServiceGrpc;
import dev.visionlog.v1.WriteLogsRequest;
import dev.visionlog.v1.WriteLogsResponse;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A writer as the contract wants it: it numbers its batches, keeps them until they are
 * acknowledged, and sends them again on another stream when one breaks. Messages are "name number".
 */
final class NumberedWriter implements AutoCloseable {
  private static final int WINDOW = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long RECONNECT_MILLIS = 20;

  private final String id = UUID.randomUUID().toString();
  private final String name;
  private final Supplier<Channel> channels;
  private final String end;
  private final Deque<WriteLogsRequest> unacked = new ArrayDeque<>();
  private final AtomicInteger breaks = new AtomicInteger();
  private final ScheduledExecutorService reconnects = Executors.newSingleThreadScheduledExecutor();
  private @Nullable StreamObserver<WriteLogsRequest> stream;
  private long sequence;
  private int entries;
  private boolean closed;

  /**
   * @param channels asked for one whenever a stream is opened
   * @param padding makes messages so much longer
   */
  NumberedWriter(String name, Supplier<Channel> channels, int padding) {
    this.name = name;
    this.channels = channels;
    this.end = padding == 0 ? "" : " " + "x".repeat(padding);
    connect();
  }

  NumberedWriter(String name, Supplier<Channel> channels) {
    this(name, channels, 0);
  }

  NumberedWriter(String name, LiveServer server, int padding) {
    this(name, server::channel, padding);
  }

  NumberedWriter(String name, LiveServer server) {
    this(name, server, 0);
  }

  private synchronized void connect() {
    if (closed) {
      return;
    }
    Answers answers = new Answers();
    stream = LogServiceGrpc.newStub(channels.get()).writeLogs(answers);
    unacked.forEach(stream::onNext);
  }

  /** Sends one batch; waits while too many are on their way. */
  synchronized void write(int count) {
    List<LogEntry> batch = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      batch.add(Entries.info(name + " " + entries++ + end));
    }
    WriteLogsRequest request =
        WriteLogsRequest.newBuilder()
            .setWriterId(id)
            .setSequence(++sequence)
            .addAllEntries(batch)
            .build();
    try {
      while (unacked.size() >= WINDOW) {
        wait(PATIENCE.toMillis());
      }
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
    unacked.add(request);
    if (stream != null) {
      stream.onNext(request);
    }
  }

  /** Its connection is lost. */
  synchronized void breakOff() {
    if (stream != null) {
      stream.onError(Status.CANCELLED.asException());
      stream = null;
    }
  }

  void awaitAcked() {
    TailClient.await().until(this::isAcked);
  }

  private synchronized boolean isAcked() {
    return unacked.isEmpty();
  }

  /** How many entries have been written. */
  synchronized int entries() {
    return entries;
  }

  /** How often its stream has broken. */
  int breaks() {
    return breaks.get();
  }

  @Override
  public synchronized void close() {
    closed = true;
    reconnects.shutdownNow();
    if (stream != null) {
      stream.onCompleted();
    }
  }

  private synchronized void acked(long number) {
    while (!unacked.isEmpty() && unacked.element().getSequence() <= number) {
      unacked.remove();
    }
    notifyAll();
  }

  private synchronized void broken() {
    breaks.incrementAndGet();
    stream = null;
    if (!closed) {
      reconnects.schedule(this::connect, RECONNECT_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** The answers on one stream. */
  private final class Answers implements StreamObserver<WriteLogsResponse> {

    @Override
    public void onNext(WriteLogsResponse response) {
      acked(response.getAckedSequence());
    }

    @Override
    public void onError(Throwable error) {
      broken();
    }

    @Override
    public void onCompleted() {}
  }
}
