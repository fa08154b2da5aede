package dev.visionlog.benchmarks.appender;

import ch.qos.logback.classic.Logger;
import java.util.function.LongSupplier;

/**
 * A way to log, set up as its users would, and something at its other end that takes everything.
 *
 * @param logger what the measured threads call
 * @param received how many events have come out at the other end; any thread may ask
 * @param dropped how many events the appender says it has dropped, if it says so
 * @param end ends what is at the other end, once the appender is stopped
 */
record Rig(Logger logger, LongSupplier received, LongSupplier dropped, Runnable end)
    implements AutoCloseable {

  /** One whose appender does not say what it drops. */
  Rig(Logger logger, LongSupplier received, Runnable end) {
    this(logger, received, () -> 0, end);
  }

  @Override
  public void close() {
    Logback.stop();
    end.run();
  }
}
