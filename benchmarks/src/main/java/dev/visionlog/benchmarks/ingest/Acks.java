package dev.visionlog.benchmarks.ingest;

import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;

/** Makes room for as many batches as an answer acknowledges. Not for several threads at once. */
final class Acks implements LongConsumer {
  private final Semaphore free;
  private long last;

  Acks(Semaphore free) {
    this.free = free;
  }

  @Override
  public void accept(long acked) {
    if (acked > last) {
      free.release((int) (acked - last));
      last = acked;
    }
  }
}
