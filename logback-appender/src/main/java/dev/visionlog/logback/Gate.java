package dev.visionlog.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.visionlog.client.Level;
import dev.visionlog.client.Thresholds;
import java.util.function.Function;

/**
 * Which events are wanted: those that reach both the threshold of the configuration and the
 * server's for their source. Asked on every logging thread, told by the client's.
 */
final class Gate {
  private final Level local;
  private final Function<ILoggingEvent, String> sources;
  private volatile Thresholds thresholds;
  private volatile int floor;

  /**
   * @param local the threshold of the configuration
   * @param sources says which source an event is of; asked only if a source has a threshold of its
   *     own
   */
  Gate(Level local, Function<ILoggingEvent, String> sources) {
    this.local = local;
    this.sources = sources;
    this.thresholds = Thresholds.NONE;
    this.floor = floor(Thresholds.NONE);
  }

  /** The server wants something else from now on. */
  void set(Thresholds wanted) {
    thresholds = wanted;
    floor = floor(wanted);
  }

  /** Logback's number below which nothing is wanted, whatever its source: one volatile read. */
  int floor() {
    return floor;
  }

  /** Whether an event of this level is wanted. */
  boolean admits(Level level, ILoggingEvent event) {
    if (level.compareTo(local) < 0) {
      return false;
    }
    Thresholds wanted = thresholds;
    Level least = wanted.sources().isEmpty() ? wanted.global() : wanted.of(sources.apply(event));
    return level.compareTo(least) >= 0;
  }

  private int floor(Thresholds wanted) {
    Level lowest = wanted.lowest();
    Level least = lowest.compareTo(local) > 0 ? lowest : local;
    return least == Level.TRACE ? Integer.MIN_VALUE : EventLevels.inLogback(least).toInt();
  }
}
