package dev.visionlog.benchmarks.tail;

import dev.visionlog.benchmarks.figures.Arrivals;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogServiceGrpc;
import dev.visionlog.v1.TailLogsRequest;
import dev.visionlog.v1.TailLogsResponse;
import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A tail of all entries from now on. What it sees is noted on gRPC's threads. */
final class Tail implements ClientResponseObserver<TailLogsRequest, TailLogsResponse> {
  private final boolean reading;
  private final AtomicReference<@Nullable Arrivals> arrivals = new AtomicReference<>();
  private volatile long position;
  private final LongAdder skipped = new LongAdder();

  private Tail(boolean reading) {
    this.reading = reading;
  }

  /**
   * Opens one, which ends with its channel.
   *
   * @param reading or else it takes one message and no more
   */
  static Tail open(ManagedChannel channel, boolean reading) {
    Tail tail = new Tail(reading);
    LogServiceGrpc.newStub(channel).tailLogs(TailLogsRequest.getDefaultInstance(), tail);
    return tail;
  }

  /** From now on, what it sees is noted there. */
  void measure(Arrivals next) {
    arrivals.set(next);
  }

  /** All up to here has come, or was skipped. */
  long position() {
    return position;
  }

  /** What the server did not send, since this tail was too slow for it. */
  long skipped() {
    return skipped.sum();
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<TailLogsRequest> call) {
    if (!reading) {
      call.disableAutoRequestWithInitial(1);
    }
  }

  @Override
  public void onNext(TailLogsResponse response) {
    long now = System.nanoTime();
    Arrivals noted = arrivals.get();
    if (noted != null) {
      for (LogEntry entry : response.getEntriesList()) {
        noted.seen(entry.getPosition(), now);
      }
    }
    if (response.hasGap()) {
      skipped.add(response.getGap().getMatchedCount());
    }
    position = Math.max(position, response.getPosition());
  }

  @Override
  public void onError(Throwable ended) {}

  @Override
  public void onCompleted() {}
}
