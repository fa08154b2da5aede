package dev.visionlog.benchmarks.soak;

import dev.visionlog.v1.LogServiceGrpc;
import dev.visionlog.v1.WriteLogsRequest;
import dev.visionlog.v1.WriteLogsResponse;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes as the contract wants it: numbered batches on a stream, a window of those that are not
 * acknowledged, and these once more on a new stream when one breaks.
 */
final class StreamWriter extends PacedWriter {
  private static final int WINDOW = 20;
  private static final long RETRY_MILLIS = 100;

  private final UUID id = UUID.randomUUID();
  private final ManagedChannel channel;
  private final Deque<Batch> unacknowledged = new ArrayDeque<>();
  private final AtomicLong delivered = new AtomicLong();
  private long sequence;

  private record Batch(long lastNumber, WriteLogsRequest request) {}

  StreamWriter(String name, double perSecond, Clock clock, String address) {
    super(name, perSecond, clock);
    channel = Channels.open(address);
  }

  @Override
  void run() throws InterruptedException {
    boolean done = false;
    while (!done) {
      channel.resetConnectBackoff();
      done = new Attempt().run();
      if (!done) {
        Thread.sleep(RETRY_MILLIS);
      }
    }
  }

  private synchronized void add(List<Canary> canaries) {
    if (!canaries.isEmpty()) {
      WriteLogsRequest.Builder request =
          WriteLogsRequest.newBuilder()
              .setWriterId(id.toString())
              .setWriterName(name())
              .setSequence(++sequence);
      canaries.forEach(canary -> request.addEntries(canary.entry(clock.instant())));
      long lastNumber = canaries.get(canaries.size() - 1).number();
      unacknowledged.add(new Batch(lastNumber, request.build()));
    }
  }

  private synchronized void acknowledge(WriteLogsResponse answer) {
    answer.getErrorsList().forEach(error -> complain("refused: " + error.getStatus().getMessage()));
    while (!unacknowledged.isEmpty()
        && unacknowledged.peek().request().getSequence() <= answer.getAckedSequence()) {
      delivered.set(unacknowledged.remove().lastNumber());
    }
  }

  @Override
  public long delivered() {
    return delivered.get();
  }

  @Override
  public void close() {
    super.close();
    channel.shutdownNow();
  }

  /** One stream. */
  private final class Attempt implements StreamObserver<WriteLogsResponse> {
    private volatile boolean ended;

    /** True if everything has been acknowledged, and nothing more comes. */
    boolean run() throws InterruptedException {
      try {
        StreamObserver<WriteLogsRequest> requests = LogServiceGrpc.newStub(channel).writeLogs(this);
        long sent = 0;
        while (!ended && !isDone()) {
          sent = send(requests, sent);
          Thread.sleep(Pace.TICK.toMillis());
        }
        if (!ended) {
          requests.onCompleted();
        }
        return isDone();
      } catch (IllegalStateException | StatusRuntimeException closed) {
        // The call has come to an end under our hands.
        return false;
      }
    }

    private boolean isDone() {
      synchronized (StreamWriter.this) {
        return isStopped() && unacknowledged.isEmpty();
      }
    }

    private long send(StreamObserver<WriteLogsRequest> requests, long sent) {
      synchronized (StreamWriter.this) {
        if (unacknowledged.size() < WINDOW) {
          add(next());
        }
        long last = sent;
        for (Batch batch : unacknowledged) {
          if (batch.request().getSequence() > sent) {
            requests.onNext(batch.request());
            last = batch.request().getSequence();
          }
        }
        return last;
      }
    }

    @Override
    public void onNext(WriteLogsResponse answer) {
      acknowledge(answer);
    }

    @Override
    public void onError(Throwable thrown) {
      ended = true;
    }

    @Override
    public void onCompleted() {
      ended = true;
    }
  }
}
