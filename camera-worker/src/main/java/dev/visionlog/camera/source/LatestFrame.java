package dev.visionlog.camera.source;

import dev.visionlog.camera.frame.CameraFrame;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A place for one frame, between a camera that does not wait and a worker that may be slower. A
 * newer frame takes the place of one that nobody has taken. Any thread.
 */
final class LatestFrame implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable CameraFrame frame;
  private @Nullable String end;
  private boolean closed;
  private long missed;

  /** Puts a frame there, which belongs to this place from now on. */
  void put(CameraFrame next) {
    lock.lock();
    try {
      if (closed) {
        next.close();
      } else {
        replace(next);
      }
    } finally {
      lock.unlock();
    }
  }

  private void replace(CameraFrame next) {
    if (frame != null) {
      frame.close();
      missed++;
    }
    frame = next;
    changed.signalAll();
  }

  /** No more will come. */
  void end(String why) {
    lock.lock();
    try {
      end = why;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a frame, which belongs to the caller; null if none came in time or none will. */
  @Nullable CameraFrame take(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long nanos = patience.toNanos();
      while (frame == null && end == null && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      CameraFrame taken = frame;
      frame = null;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Why no more frames will come; null while they may. */
  @Nullable String whyEnded() {
    lock.lock();
    try {
      return end;
    } finally {
      lock.unlock();
    }
  }

  /** How many frames nobody has taken. */
  long missed() {
    lock.lock();
    try {
      return missed;
    } finally {
      lock.unlock();
    }
  }

  /** What still comes is given back at once. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (frame != null) {
        frame.close();
        frame = null;
      }
    } finally {
      lock.unlock();
    }
  }
}
