package dev.visionlog.bridge.live;

import dev.visionlog.bridge.http.GrpcErrors;
import dev.visionlog.bridge.http.HttpError;
import dev.visionlog.v1.LogServiceGrpc.LogServiceStub;
import dev.visionlog.v1.TailLogsResponse;
import io.grpc.Status;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A tail of the server that outlives the server: after every break it goes on where it was. Brings
 * a message only when it is asked for one. Everything happens on the executor it is given, which
 * has one thread.
 */
final class ResumingTail implements TailCall.Listener {
  /** Where it all goes. */
  interface Listener {
    void message(TailLogsResponse message);

    /** The server has gone; the tail goes on by itself. */
    void away(HttpError why);

    /** The tail cannot be had; nothing comes after this. */
    void refused(HttpError why);
  }

  private final Supplier<LogServiceStub> logs;
  private final ScheduledExecutorService executor;
  private final Listener listener;
  private final Backoff backoff = new Backoff();
  private Resume resume;
  private @Nullable TailCall call;
  private boolean wanted;
  private boolean cancelled;

  ResumingTail(
      Supplier<LogServiceStub> logs,
      Resume start,
      ScheduledExecutorService executor,
      Listener listener) {
    this.logs = logs;
    this.resume = start;
    this.executor = executor;
    this.listener = listener;
  }

  void start() {
    if (!cancelled) {
      call = new TailCall(logs.get(), resume.request(), executor, this);
      if (wanted) {
        call.next();
      }
    }
  }

  /**
   * Asks for one more message, of this connection to the server or of the next; does nothing if one
   * is being waited for.
   */
  void next() {
    if (!wanted) {
      wanted = true;
      if (call != null) {
        call.next();
      }
    }
  }

  void cancel() {
    cancelled = true;
    if (call != null) {
      call.cancel();
    }
  }

  @Override
  public void message(TailLogsResponse message) {
    wanted = false;
    backoff.reset();
    resume = resume.after(message.getPosition());
    listener.message(message);
  }

  @Override
  public void ended(Throwable error) {
    call = null;
    if (isLasting(Status.fromThrowable(error))) {
      listener.refused(GrpcErrors.of(error));
    } else {
      listener.away(GrpcErrors.of(error));
      executor.schedule(this::start, backoff.next().toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** Whether the same call would fail again. */
  private static boolean isLasting(Status status) {
    return switch (status.getCode()) {
      case INVALID_ARGUMENT, OUT_OF_RANGE, UNAUTHENTICATED, PERMISSION_DENIED, UNIMPLEMENTED ->
          true;
      default -> false;
    };
  }
}
