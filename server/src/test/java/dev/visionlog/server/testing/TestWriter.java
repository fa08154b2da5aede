package dev.visionlog.server.testing;

import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogServiceGrpc;
import dev.visionlog.v1.WriteLogsRequest;
import dev.visionlog.v1.WriteLogsResponse;
import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A writer as the contract wants it: numbers its batches, has a window of batches that are not
 * acknowledged, and sends those again on a new stream when one breaks. Entries are named {@code
 * source-sequence-index}.
 */
public final class TestWriter implements Runnable {
  private static final int WINDOW = 20;
  private static final int BATCH = 10;
  private static final long RETRY_MILLIS = 50;

  private static final Metadata.Key<byte[]> DETAILS =
      Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

  private final UUID id = UUID.randomUUID();
  private final String source;
  private final long batches;
  private final Supplier<Channel> channel;
  private final AtomicLong acked = new AtomicLong();
  private final AtomicLong unavailable = new AtomicLong();
  private volatile boolean stopped;

  /** The last number sent on any stream. Only its own thread asks. */
  private long sent;

  /**
   * @param batches so many are sent; {@link Long#MAX_VALUE} for as many as there is time for
   * @param channel asked for each new stream
   */
  public TestWriter(String source, long batches, Supplier<Channel> channel) {
    this.source = source;
    this.batches = batches;
    this.channel = channel;
  }

  public UUID id() {
    return id;
  }

  /** All batches up to this one have been acknowledged. */
  public long acked() {
    return acked.get();
  }

  public long ackedEntries() {
    return acked() * BATCH;
  }

  /** How many streams have ended with UNAVAILABLE and the time to try again. */
  public long unavailable() {
    return unavailable.get();
  }

  /** Sends nothing new; what has been sent is still brought home. */
  public void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    try {
      boolean done = false;
      while (!done) {
        done = new Attempt().run();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private WriteLogsRequest batch(long sequence) {
    WriteLogsRequest.Builder request =
        WriteLogsRequest.newBuilder()
            .setWriterId(id.toString())
            .setWriterName(source)
            .setSequence(sequence);
    for (int i = 0; i < BATCH; i++) {
      LogEntry entry = Entries.info(source + "-" + sequence + "-" + i);
      request.addEntries(entry.toBuilder().setSource(source));
    }
    return request.build();
  }

  /** One stream. */
  private final class Attempt implements StreamObserver<WriteLogsResponse> {
    private boolean ended;

    /** True if everything has been acknowledged. */
    synchronized boolean run() throws InterruptedException {
      try {
        StreamObserver<WriteLogsRequest> requests =
            LogServiceGrpc.newStub(channel.get()).writeLogs(this);
        long next = acked() + 1;
        while (!ended && (next <= last() || acked() < next - 1)) {
          if (next <= last() && next - acked() <= WINDOW) {
            sent = Math.max(sent, next);
            requests.onNext(batch(next++));
          } else {
            wait();
          }
        }
        if (ended) {
          wait(RETRY_MILLIS);
          return false;
        }
        requests.onCompleted();
        return true;
      } catch (IllegalStateException | StatusRuntimeException closed) {
        // The call or its channel has come to an end under our hands.
        wait(RETRY_MILLIS);
        return false;
      }
    }

    private long last() {
      return stopped ? sent : batches;
    }

    @Override
    public synchronized void onNext(WriteLogsResponse answer) {
      acked.set(Math.max(acked(), answer.getAckedSequence()));
      notifyAll();
    }

    @Override
    public synchronized void onError(Throwable thrown) {
      Metadata trailers = Status.trailersFromThrowable(thrown);
      if (Status.fromThrowable(thrown).getCode() == Status.Code.UNAVAILABLE
          && trailers != null
          && trailers.containsKey(DETAILS)) {
        unavailable.incrementAndGet();
      }
      ended = true;
      notifyAll();
    }

    @Override
    public synchronized void onCompleted() {
      ended = true;
      notifyAll();
    }
  }
}
