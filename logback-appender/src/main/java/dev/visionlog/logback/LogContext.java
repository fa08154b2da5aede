package dev.visionlog.logback;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** A value in the MDC of a thread, until it is closed on that thread. */
public final class LogContext implements AutoCloseable {
  private final String key;
  private final @Nullable String before;

  LogContext(String key, @Nullable String before, String value) {
    this.key = key;
    this.before = before;
    MDC.put(key, value);
  }

  /** Puts back what was there before. */
  @Override
  public void close() {
    if (before == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, before);
    }
  }
}
