package dev.visionlog.server.store.postgres;

import java.time.Duration;
import org.jdbi.v3.core.Handle;

/** What is left of the time that a call may take. */
final class Budget {
  private final long deadline;

  Budget(Duration duration) {
    this.deadline = System.nanoTime() + duration.toNanos();
  }

  Duration left() {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  boolean isSpent() {
    return left().isZero();
  }

  /** Lets PostgreSQL stop the statements of this transaction when they take longer. */
  static void limit(Handle handle, Duration most) {
    handle.execute("SET LOCAL statement_timeout = " + Math.max(1, most.toMillis()));
  }
}
