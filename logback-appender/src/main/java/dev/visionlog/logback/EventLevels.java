package dev.visionlog.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.visionlog.client.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/** Logback's levels in loguru's words. Two of these Logback lacks: markers stand for them. */
final class EventLevels {
  /** Raises INFO. */
  static final String SUCCESS = Level.SUCCESS.name();

  /** Raises ERROR. */
  static final String CRITICAL = Level.CRITICAL.name();

  private EventLevels() {}

  static Level of(ILoggingEvent event) {
    Level level = of(event.getLevel().toInt());
    return switch (level) {
      case INFO -> isMarked(event.getMarkerList(), SUCCESS) ? Level.SUCCESS : level;
      case ERROR -> isMarked(event.getMarkerList(), CRITICAL) ? Level.CRITICAL : level;
      case TRACE, DEBUG, SUCCESS, WARNING, CRITICAL -> level;
    };
  }

  private static Level of(int number) {
    if (number >= ch.qos.logback.classic.Level.ERROR_INT) {
      return Level.ERROR;
    }
    if (number >= ch.qos.logback.classic.Level.WARN_INT) {
      return Level.WARNING;
    }
    if (number >= ch.qos.logback.classic.Level.INFO_INT) {
      return Level.INFO;
    }
    return number >= ch.qos.logback.classic.Level.DEBUG_INT ? Level.DEBUG : Level.TRACE;
  }

  /** The level of Logback's that an event has at least if it may have this one here. */
  static ch.qos.logback.classic.Level inLogback(Level level) {
    return switch (level) {
      case TRACE -> ch.qos.logback.classic.Level.TRACE;
      case DEBUG -> ch.qos.logback.classic.Level.DEBUG;
      case INFO, SUCCESS -> ch.qos.logback.classic.Level.INFO;
      case WARNING -> ch.qos.logback.classic.Level.WARN;
      case ERROR, CRITICAL -> ch.qos.logback.classic.Level.ERROR;
    };
  }

  private static boolean isMarked(@Nullable List<Marker> markers, String name) {
    if (markers == null) {
      return false;
    }
    for (Marker marker : markers) {
      if (marker.contains(name)) {
        return true;
      }
    }
    return false;
  }
}
