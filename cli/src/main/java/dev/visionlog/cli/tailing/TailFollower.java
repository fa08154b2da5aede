package dev.visionlog.cli.tailing;

import dev.visionlog.cli.connection.Backoff;
import dev.visionlog.cli.connection.Connection;
import dev.visionlog.cli.connection.Interruption;
import dev.visionlog.cli.connection.RpcErrors;
import dev.visionlog.v1.TailLogsRequest;
import dev.visionlog.v1.TailLogsResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Follows the log over any number of lost connections. The position of the last message that was
 * handed over completely is all it remembers, and it resumes exactly there. For one thread.
 */
public final class TailFollower {
  private final Connection connection;
  private final Interruption interruption;
  private final Backoff backoff;
  private final TailListener listener;
  private final Duration maxSilence;
  private @Nullable Long position;
  private boolean wasConnected;

  /**
   * @param maxSilence a server that says nothing for so long, not even a heartbeat, is taken for
   *     lost
   * @param waitForServer whether to wait for a server that has not been there yet
   */
  public TailFollower(
      Connection connection,
      Interruption interruption,
      Backoff backoff,
      TailListener listener,
      Duration maxSilence,
      boolean waitForServer) {
    this.connection = connection;
    this.interruption = interruption;
    this.backoff = backoff;
    this.listener = listener;
    this.maxSilence = maxSilence;
    this.wasConnected = waitForServer;
  }

  /** Finds the position of this moment: what is stored later lies behind it. */
  public long currentPosition(String filter) {
    TailLogsRequest now = TailLogsRequest.newBuilder().setFilter(filter).build();
    while (true) {
      try (SilenceGuard guard = new SilenceGuard(interruption.context(), maxSilence)) {
        Iterator<TailLogsResponse> messages = open(guard, now);
        while (messages.hasNext()) {
          TailLogsResponse message = messages.next();
          if (message.hasHeartbeat()) {
            wasConnected = true;
            backoff.reset();
            return message.getPosition();
          }
        }
        lost(endedByServer());
      } catch (StatusRuntimeException e) {
        lost(e);
      }
    }
  }

  /** Goes on until the listener is done; ends with an error that no retry can mend. */
  public void follow(TailLogsRequest first) {
    position = first.hasAfterPosition() ? first.getAfterPosition() : null;
    while (!listener.isDone()) {
      try (SilenceGuard guard = new SilenceGuard(interruption.context(), maxSilence)) {
        read(open(guard, resuming(first)), guard);
      } catch (StatusRuntimeException e) {
        lost(e);
      }
    }
  }

  private void read(Iterator<TailLogsResponse> messages, SilenceGuard guard) {
    boolean announced = false;
    while (messages.hasNext()) {
      TailLogsResponse message = messages.next();
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

  private void handle(TailLogsResponse message) {
    if (message.hasGap()) {
      listener.gap(message);
    }
    if (message.getEntriesCount() > 0) {
      listener.entries(message.getEntriesList());
    }
    position = message.getPosition();
  }

  private TailLogsRequest resuming(TailLogsRequest first) {
    return position == null
        ? first
        : first.toBuilder().clearBacklog().setAfterPosition(position).build();
  }

  private Iterator<TailLogsResponse> open(SilenceGuard guard, TailLogsRequest request) {
    try {
      return guard.context().call(() -> connection.endlessLogs().tailLogs(request));
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
    listener.disconnected(RpcErrors.describe(error, connection.server()), delay);
    interruption.pause(delay);
  }

  private static StatusRuntimeException endedByServer() {
    return Status.UNAVAILABLE.withDescription("the server ended the stream").asRuntimeException();
  }
}
