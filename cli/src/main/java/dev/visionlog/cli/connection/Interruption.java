package dev.visionlog.cli.connection;

import io.grpc.Context;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, as one thing that calls, pauses and loops look at: every call runs in its context and is
 * cancelled with it. Any thread.
 */
public final class Interruption {
  private final Context.CancellableContext context = Context.ROOT.withCancellation();
  private final CountDownLatch interrupted = new CountDownLatch(1);

  public void interrupt() {
    interrupted.countDown();
    context.cancel(null);
  }

  public boolean isInterrupted() {
    return interrupted.getCount() == 0;
  }

  /** Calls are made in this context. */
  public Context context() {
    return context;
  }

  /** Waits; ends with {@link InterruptedCommand} as soon as the user interrupts. */
  public void pause(Duration duration) {
    try {
      if (interrupted.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new InterruptedCommand();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedCommand();
    }
  }

  public void check() {
    if (isInterrupted()) {
      throw new InterruptedCommand();
    }
  }
}
