package dev.visionlog.benchmarks.ingest;

import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.util.function.LongConsumer;

/**
 * What is streamed, in numbered batches. Any thread.
 *
 * @param <Q> a batch, as a message
 */
public interface Freight<Q> {
  int batchSize();

  Q batch(String writerId, long sequence);

  /**
   * Begins a stream.
   *
   * @param acked called with the number up to which all batches are durable
   * @param ended called when the stream has ended, with or without an error
   */
  StreamObserver<Q> open(ManagedChannel channel, LongConsumer acked, Runnable ended);
}
