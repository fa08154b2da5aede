package dev.visionlog.cli.tailing;

import dev.visionlog.cli.connection.Backoff;
import dev.visionlog.cli.connection.Interruption;
import dev.visionlog.cli.connection.RpcErrors;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Follows something over any number of lost connections. The position of the last message that was
 * handed over completely is all it remembers, and it resumes exactly there. For one thread.
 *
 * @param <E> what comes
 */
public final class TailFollower<E> {
  private final Tailed<E> tailed;
  private final String filter;
  private final String server;
  private final Interruption interruption;
  private final Backoff backoff;
  private final TailListener<E> listener;
  private final Duration maxSilence;
  private @Nullable Long position;
  private boolean wasConnected;

  /**
   * @param server its address, for people
   * @param maxSilence a server that says nothing for so long, not even a heartbeat, is taken for
   *     lost
   * @param waitForServer whether to wait for a server that has not been there yet
   */
  public TailFollower(
      Tailed<E> tailed,
      String filter,
      String server,
      Interruption interruption,
      Backoff backoff,
      TailListener<E> listener,
      Duration maxSilence,
      boolean waitForServer) {
    this.tailed = tailed;
    this.filter = filter;
    this.server = server;
    this.interruption = interruption;
    this.backoff = backoff;
    this.listener = listener;
    this.maxSilence = maxSilence;
    this.wasConnected = waitForServer;
  }

  /** Finds the position of this moment: what is stored later lies behind it. */
  public long currentPosition() {
    while (true) {
      try (SilenceGuard guard = new SilenceGuard(interruption.context(), maxSilence)) {
        Iterator<TailMessage<E>> messages = open(guard, null, 0);
        while (messages.hasNext()) {
          TailMessage<E> message = messages.next();
          if (message.isHeartbeat()) {
            wasConnected = true;
            backoff.reset();
            return message.position();
          }
        }
        lost(endedByServer());
      } catch (StatusRuntimeException e) {
        lost(e);
      }
    }
  }

  /**
   * Goes on until the listener is done; ends with an error that no retry can mend.
   *
   * @param afterPosition where to begin; null for now
   * @param backlog how many of the last to begin with, if it begins now
   */
  public void follow(@Nullable Long afterPosition, int backlog) {
    position = afterPosition;
    while (!listener.isDone()) {
      try (SilenceGuard guard = new SilenceGuard(interruption.context(), maxSilence)) {
        read(open(guard, position, backlog), guard);
      } catch (StatusRuntimeException e) {
        lost(e);
      }
    }
  }

  private void read(Iterator<TailMessage<E>> messages, SilenceGuard guard) {
    boolean announced = false;
    while (messages.hasNext()) {
      TailMessage<E> message = messages.next();
      guard.handling();
      if (!announced) {
        announced = true;
        wasConnected = true;
        backoff.reset();
        listener.connected(position);
      }
      handle(message);
      guard.listening();
      if (listener.isDone()) {
        return;
      }
    }
    throw endedByServer();
  }

  private void handle(TailMessage<E> message) {
    if (message.gap() != null) {
      listener.gap(message.gap(), message.position());
    }
    if (!message.items().isEmpty()) {
      listener.items(message.items());
    }
    position = message.position();
  }

  private Iterator<TailMessage<E>> open(
      SilenceGuard guard, @Nullable Long afterPosition, int backlog) {
    try {
      return guard.context().call(() -> tailed.open(filter, afterPosition, backlog));
    } catch (StatusRuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void lost(StatusRuntimeException error) {
    interruption.check();
    if (!wasConnected || !RpcErrors.isRetryable(error)) {
      throw error;
    }
    Duration delay = backoff.next(RpcErrors.retryDelay(error));
    listener.disconnected(RpcErrors.describe(error, server), delay);
    interruption.pause(delay);
  }

  private static StatusRuntimeException endedByServer() {
    return Status.UNAVAILABLE.withDescription("the server ended the stream").asRuntimeException();
  }
}
