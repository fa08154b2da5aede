package dev.visionlog.logback;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Lets the first of many equal troubles through, and then one a minute. All threads. */
final class OncePerMinute {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier nanos;
  private boolean seen;
  private long lastNanos;
  private int held;

  OncePerMinute(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** How many were held back since the last one; negative if this one is held back too. */
  synchronized int pass() {
    long now = nanos.getAsLong();
    if (seen && now - lastNanos < MINUTE) {
      held++;
      return -1;
    }
    seen = true;
    lastNanos = now;
    int before = held;
    held = 0;
    return before;
  }
}
