package dev.visionlog.server.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes that wait for their commit, and those who wait for room. For all threads. */
final class Buffer {
  private final long limit;
  private final AtomicLong used = new AtomicLong();
  private final Deque<Runnable> waiting = new ArrayDeque<>();

  Buffer(long limit) {
    this.limit = limit;
  }

  long used() {
    return used.get();
  }

  long limit() {
    return limit;
  }

  boolean hasRoom() {
    return used.get() < limit;
  }

  void take(long bytes) {
    used.addAndGet(bytes);
  }

  void giveBack(long bytes) {
    used.addAndGet(-bytes);
    if (hasRoom()) {
      wake();
    }
  }

  /** Runs the task as soon as there is room: at once, or on the thread that makes it. */
  void whenRoom(Runnable task) {
    synchronized (waiting) {
      waiting.add(task);
    }
    if (hasRoom()) {
      wake();
    }
  }

  private void wake() {
    List<Runnable> ready;
    synchronized (waiting) {
      if (waiting.isEmpty()) {
        return;
      }
      ready = new ArrayList<>(waiting);
      waiting.clear();
    }
    ready.forEach(Runnable::run);
  }
}
