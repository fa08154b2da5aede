package dev.visionlog.benchmarks.dataset;

import com.google.protobuf.Timestamp;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * What a year has of one kind, and how it is written. Any thread.
 *
 * @param <E> an entry, as a message
 * @param <Q> a batch of them, as a message
 */
public interface Kind<E, Q> {
  /** The entries of an hour in the order of time; the same each time. */
  Stream<E> entries(Hour hour);

  Q batch(String writerId, long sequence, List<E> entries);

  /**
   * Begins a stream.
   *
   * @param acked called with the number up to which all batches are durable
   * @param ended called when the stream has ended, with or without an error
   */
  StreamObserver<Q> open(ManagedChannel channel, LongConsumer acked, Runnable ended);

  /** As the contract has it. */
  static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }
}
