package dev.visionlog.server.service;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** How unary calls are answered. */
final class Calls {
  /** What is left for the way back. */
  private static final Duration WAY_BACK = Duration.ofMillis(50);

  private Calls() {}

  /** Sends what the work returns, or the status of what it throws. */
  static <T> void answer(StreamObserver<T> observer, Supplier<T> work) {
    T response;
    try {
      response = work.get();
    } catch (RuntimeException error) {
      observer.onError(ApiErrors.of(error));
      return;
    }
    observer.onNext(response);
    observer.onCompleted();
  }

  /** The time for the work: as configured, or less if the caller will not wait so long. */
  static Duration budget(Duration configured) {
    Deadline deadline = Context.current().getDeadline();
    if (deadline == null) {
      return configured;
    }
    Duration left = Duration.ofNanos(deadline.timeRemaining(TimeUnit.NANOSECONDS)).minus(WAY_BACK);
    if (left.isNegative()) {
      return Duration.ofMillis(1);
    }
    return left.compareTo(configured) < 0 ? left : configured;
  }

  /** A page's length: the default for 0, the most for more; negative is an error (AIP-158). */
  static int pageSize(int given, int byDefault, int most) {
    if (given < 0) {
      throw ApiErrors.badField("page_size", given + " is negative; 0 means " + byDefault);
    }
    return given == 0 ? byDefault : Math.min(given, most);
  }
}
