package dev.visionlog.server.service;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open streams, to be told when the server is about to stop. For all threads. */
public final class Streams {
  private final Set<Drainable> open = ConcurrentHashMap.newKeySet();
  private volatile boolean draining;

  void add(Drainable stream) {
    open.add(stream);
    if (draining) {
      stream.drain();
    }
  }

  void remove(Drainable stream) {
    open.remove(stream);
    if (open.isEmpty()) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /**
   * Tells all streams, also those that are yet to come, and waits until they have ended or time is
   * up.
   */
  public void drain(Duration most) throws InterruptedException {
    draining = true;
    // Without our lock: a stream that ends just now holds its own and comes to remove itself.
    open.forEach(Drainable::drain);
    awaitEnd(most);
  }

  private synchronized void awaitEnd(Duration most) throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    long left = most.toMillis();
    while (!open.isEmpty() && left > 0) {
      wait(left);
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
  }
}
