package dev.visionlog.bridge.live;

import dev.visionlog.bridge.http.GrpcErrors;
import dev.visionlog.bridge.http.HttpError;
import io.grpc.Status;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A tail of the server that outlives the server: after every break it goes on where it was. Brings
 * a message only when it is asked for one. Everything happens on the executor it is given, which
 * has one thread.
 */
final class ResumingTail implements TailCall.Listener {
  /** How the server is asked. */
  interface Source {
    /** Begins to follow; the call takes what comes. */
    void start(Resume resume, TailCall call);
  }

  /** Where it all goes. */
  interface Listener {
    void message(TailMessage message);

    /** The server has gone; the tail goes on by itself. */
    void away(HttpError why);

    /** The tail cannot be had; nothing comes after this. */
    void refused(HttpError why);
  }

  private final Source source;
  private final ScheduledExecutorService executor;
  private final Listener listener;
  private final Backoff backoff = new Backoff();
  private Resume resume;
  private @Nullable TailCall call;
  private boolean wanted;
  private boolean cancelled;

  ResumingTail(Source source, Resume start, ScheduledExecutorService executor, Listener listener) {
    this.source = source;
    this.resume = start;
    this.executor = executor;
    this.listener = listener;
  }

  void start() {
    if (!cancelled) {
      TailCall next = new TailCall(executor, this);
      call = next;
      source.start(resume, next);
      if (wanted) {
        next.next();
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
  public void message(TailMessage message) {
    wanted = false;
    backoff.reset();
    resume = resume.after(message.position());
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
