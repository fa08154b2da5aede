package dev.visionlog.server.tail;

import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogServiceGrpc;
import dev.visionlog.v1.TailGap;
import dev.visionlog.v1.TailLogsRequest;
import dev.visionlog.v1.TailLogsResponse;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** A tail that reads as long as it is told to, one message at a time, and keeps what it got. */
final class TailClient
    implements ClientResponseObserver<TailLogsRequest, TailLogsResponse>, AutoCloseable {
  private final List<TailLogsResponse> messages = new ArrayList<>();
  private final List<LogEntry> entries = new ArrayList<>();
  private long toTake;
  private boolean requested;
  private @Nullable ClientCallStreamObserver<TailLogsRequest> call;
  private @Nullable StatusRuntimeException error;

  private TailClient(long toTake) {
    this.toTake = toTake;
  }

  /** Starts a tail that reads on. */
  static TailClient open(Channel channel, TailLogsRequest request) {
    return open(channel, request, Long.MAX_VALUE);
  }

  /** Starts a tail that stops reading after so many messages. */
  static TailClient open(Channel channel, TailLogsRequest request, long messages) {
    TailClient tail = new TailClient(messages);
    LogServiceGrpc.newStub(channel).tailLogs(request, tail);
    return tail;
  }

  /** Starts a tail of everything from now on; returns when the server knows it. */
  static TailClient fromNow(Channel channel) {
    TailClient tail = open(channel, TailLogsRequest.getDefaultInstance());
    await().until(() -> !tail.messages().isEmpty());
    return tail;
  }

  static TailLogsRequest after(long position) {
    return TailLogsRequest.newBuilder().setAfterPosition(position).build();
  }

  static ConditionFactory await() {
    return Awaitility.await().pollInterval(Duration.ofMillis(5));
  }

  @Override
  public synchronized void beforeStart(ClientCallStreamObserver<TailLogsRequest> stream) {
    call = stream;
    if (toTake > 0) {
      stream.disableAutoRequestWithInitial(1);
      requested = true;
    } else {
      stream.disableAutoRequestWithInitial(0);
    }
  }

  /** Reads so many more messages. */
  synchronized void take(long more) {
    toTake = more == Long.MAX_VALUE ? more : toTake + more;
    requestNext();
  }

  /** Reads on without an end. */
  void resume() {
    take(Long.MAX_VALUE);
  }

  /** Reads no more; a message that has been asked for may still come. */
  synchronized void pause() {
    toTake = 0;
  }

  private void requestNext() {
    if (toTake > 0 && !requested && call != null) {
      requested = true;
      call.request(1);
    }
  }

  @Override
  public synchronized void onNext(TailLogsResponse message) {
    messages.add(message);
    entries.addAll(message.getEntriesList());
    requested = false;
    toTake = toTake == Long.MAX_VALUE ? toTake : Math.max(0, toTake - 1);
    requestNext();
  }

  @Override
  public synchronized void onError(Throwable thrown) {
    error = (StatusRuntimeException) thrown;
  }

  @Override
  public void onCompleted() {
    onError(io.grpc.Status.OK.asRuntimeException());
  }

  /** How it ended; null while it goes on. */
  synchronized @Nullable StatusRuntimeException error() {
    return error;
  }

  synchronized List<TailLogsResponse> messages() {
    return List.copyOf(messages);
  }

  synchronized List<LogEntry> entries() {
    return List.copyOf(entries);
  }

  synchronized int entryCount() {
    return entries.size();
  }

  List<TailGap> gaps() {
    return messages().stream()
        .filter(TailLogsResponse::hasGap)
        .map(TailLogsResponse::getGap)
        .toList();
  }

  List<TailLogsResponse> heartbeats() {
    return messages().stream().filter(TailLogsResponse::hasHeartbeat).toList();
  }

  /** The position of the last message, from which another tail can go on. */
  synchronized long position() {
    return messages.isEmpty() ? -1 : messages.get(messages.size() - 1).getPosition();
  }

  void awaitEntries(int count) {
    await().until(() -> entryCount() >= count || error() != null);
  }

  void awaitEnd() {
    await().until(() -> error() != null);
  }

  @Override
  public synchronized void close() {
    if (call != null) {
      call.cancel("enough", null);
    }
  }
}
