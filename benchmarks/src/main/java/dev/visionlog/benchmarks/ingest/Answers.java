package dev.visionlog.benchmarks.ingest;

import io.grpc.stub.StreamObserver;
import java.util.function.LongConsumer;
import java.util.function.ToLongFunction;

/** Hands on the numbers of answers. An error is shown, and ends the stream. */
public final class Answers<R> implements StreamObserver<R> {
  private final ToLongFunction<R> number;
  private final LongConsumer acked;
  private final Runnable ended;

  public Answers(ToLongFunction<R> number, LongConsumer acked, Runnable ended) {
    this.number = number;
    this.acked = acked;
    this.ended = ended;
  }

  @Override
  public void onNext(R answer) {
    acked.accept(number.applyAsLong(answer));
  }

  @Override
  public void onError(Throwable error) {
    System.err.println("visionlog bench: the stream has failed: " + error);
    ended.run();
  }

  @Override
  public void onCompleted() {
    ended.run();
  }
}
