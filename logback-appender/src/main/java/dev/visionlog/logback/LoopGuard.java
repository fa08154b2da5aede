package dev.visionlog.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.visionlog.client.VisionlogClient;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Keeps events out that would make the way to the server log about itself for ever: those of the
 * client's threads, of the libraries it sends with, and those that come from within an event that
 * is being taken on the same thread. Any thread.
 *
 * <p>Logback's own guard does not do: since 1.5.21 it is switched off unless asked for.
 */
final class LoopGuard {
  private static final List<String> OURS =
      List.of("io.grpc", "io.netty", "dev.visionlog.client", "dev.visionlog.logback");

  private final ThreadLocal<Boolean> inside = new ThreadLocal<>();
  private final LongAdder refused = new LongAdder();

  /** Whether the event may come in; if so, {@link #leave} has to follow on this thread. */
  boolean enter(ILoggingEvent event) {
    if (Boolean.TRUE.equals(inside.get())
        || VisionlogClient.isClientThread(Thread.currentThread())
        || isOurs(event.getLoggerName())) {
      refused.increment();
      return false;
    }
    inside.set(Boolean.TRUE);
    return true;
  }

  void leave() {
    inside.set(Boolean.FALSE);
  }

  /** How many were kept out. */
  long refused() {
    return refused.sum();
  }

  private static boolean isOurs(String logger) {
    for (int i = 0; i < OURS.size(); i++) {
      if (LoggerNames.isAtOrBelow(logger, OURS.get(i))) {
        return true;
      }
    }
    return false;
  }
}
