package dev.visionlog.benchmarks.ingest;

import io.grpc.stub.StreamObserver;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;

/**
 * A stream of numbered batches of a new writer, which waits while too many of them are not
 * acknowledged. For one thread.
 *
 * @param <Q> a batch, as a message
 */
public final class BatchStream<Q> {
  private final String writerId = UUID.randomUUID().toString();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Semaphore free;
  private final StreamObserver<Q> stream;
  private long sent;

  /** Begins a stream, as {@link Freight#open}. */
  @FunctionalInterface
  public interface Opening<Q> {
    StreamObserver<Q> open(LongConsumer acked, Runnable ended);
  }

  /** Makes a batch of this writer with this number. */
  @FunctionalInterface
  public interface Numbered<Q> {
    Q batch(String writerId, long sequence);
  }

  /**
   * @param window of batches that may be without an answer
   */
  public BatchStream(int window, Opening<Q> opening) {
    this.free = new Semaphore(window);
    this.stream = opening.open(new Acks(free), this::end);
  }

  private void end() {
    ended.countDown();
    free.release();
  }

  /** False when the server has ended it. */
  public boolean isOpen() {
    return ended.getCount() > 0;
  }

  public void send(Numbered<Q> next) throws InterruptedException {
    free.acquire();
    stream.onNext(next.batch(writerId, ++sent));
  }

  /**
   * Waits for the last answer.
   *
   * @return how many batches were sent
   */
  public long finish() throws InterruptedException {
    stream.onCompleted();
    ended.await();
    return sent;
  }
}
