package dev.visionlog.cli.tailing;

import io.grpc.Context;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Cancels a stream on which nothing was heard for too long: a dead network says nothing. Any
 * thread.
 */
final class SilenceGuard implements AutoCloseable {
  private final Context.CancellableContext context;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(SilenceGuard::thread);
  private final long maxSilenceNanos;
  private volatile long lastHeard = System.nanoTime();
  private volatile boolean listening = true;

  SilenceGuard(Context parent, Duration maxSilence) {
    this.context = parent.withCancellation();
    this.maxSilenceNanos = maxSilence.toNanos();
    long interval = Math.max(1, maxSilenceNanos / 4);
    var unused = watch.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.NANOSECONDS);
  }

  /** The stream is made in this context. */
  Context context() {
    return context;
  }

  /** Listening again, from now on. */
  void listening() {
    lastHeard = System.nanoTime();
    listening = true;
  }

  /**
   * Nobody listens while a message is handled, however long that takes; the silence is then our
   * own.
   */
  void handling() {
    listening = false;
  }

  @Override
  public void close() {
    watch.shutdownNow();
    context.cancel(null);
  }

  private void look() {
    if (listening && System.nanoTime() - lastHeard > maxSilenceNanos) {
      context.cancel(
          Status.UNAVAILABLE
              .withDescription("nothing was heard from the server")
              .asRuntimeException());
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "tail-silence");
    thread.setDaemon(true);
    return thread;
  }
}
