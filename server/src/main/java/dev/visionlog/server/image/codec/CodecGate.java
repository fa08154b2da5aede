package dev.visionlog.server.image.codec;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Lets so many images in at once, in the order they came. A large one has the room to itself: the
 * memory of several would not be bounded by anything that a small machine has.
 */
final class CodecGate {
  private static final long LARGE = 16_000_000;

  private final int places;
  private final Semaphore free;
  private final LongAdder waits = new LongAdder();

  CodecGate(int places) {
    this.places = places;
    this.free = new Semaphore(places, true);
  }

  <T> T pass(long pixels, Supplier<T> work) {
    int needed = pixels > LARGE ? places : 1;
    if (!tryNow(needed)) {
      waits.increment();
      free.acquireUninterruptibly(needed);
    }
    try {
      return work.get();
    } finally {
      free.release(needed);
    }
  }

  /** Behind those who wait, as the plain {@code tryAcquire} is not. */
  private boolean tryNow(int needed) {
    try {
      return free.tryAcquire(needed, 0, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  long waits() {
    return waits.sum();
  }
}
