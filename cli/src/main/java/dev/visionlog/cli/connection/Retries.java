package dev.visionlog.cli.connection;

import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Makes a call that is safe to repeat until it works, as long as trying again makes sense. For one
 * thread.
 */
public final class Retries {
  private final Interruption interruption;
  private final Backoff backoff;
  private final Notice notice;

  /** Told of each failure before the wait. */
  public interface Notice {
    void waiting(StatusRuntimeException error, Duration delay);
  }

  public Retries(Interruption interruption, Backoff backoff, Notice notice) {
    this.interruption = interruption;
    this.backoff = backoff;
    this.notice = notice;
  }

  public <T> T call(Supplier<T> call) {
    while (true) {
      try {
        T answer = call.get();
        backoff.reset();
        return answer;
      } catch (StatusRuntimeException e) {
        pauseAfter(e);
      }
    }
  }

  /** Waits if the call may work later, and throws the error on if not. */
  public void pauseAfter(StatusRuntimeException error) {
    interruption.check();
    if (!RpcErrors.isRetryable(error)) {
      throw error;
    }
    Duration delay = backoff.next(RpcErrors.retryDelay(error));
    notice.waiting(error, delay);
    interruption.pause(delay);
  }

  public void worked() {
    backoff.reset();
  }
}
