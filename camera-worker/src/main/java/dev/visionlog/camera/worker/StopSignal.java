package dev.visionlog.camera.worker;

import org.jspecify.annotations.Nullable;

/** Ends the worker's loop, whatever it waits for, and nothing that comes after it. Any thread. */
public final class StopSignal {
  private @Nullable Thread loop;
  private boolean given;

  /** The loop begins, on this thread. */
  public synchronized void enter() {
    loop = Thread.currentThread();
    if (given) {
      loop.interrupt();
    }
  }

  /** The loop has ended: from now on its thread is not interrupted. */
  public synchronized void leave() {
    loop = null;
    if (Thread.interrupted()) {
      given = true;
    }
  }

  public synchronized void give() {
    given = true;
    if (loop != null) {
      loop.interrupt();
    }
  }

  public synchronized boolean isGiven() {
    return given;
  }
}
