package dev.visionlog.logback;

import dev.visionlog.client.Level;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.slf4j.spi.CallerBoundaryAware;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One call of {@link Log}, handed to SLF4J.
 *
 * @param bound its key-value pairs
 * @param cause the exception it shows, if any
 * @param boundary the class through which the application called: the line before it is where the
 *     event comes from
 */
record Statement(
    Logger logger,
    Level level,
    Map<String, @Nullable Object> bound,
    @Nullable Throwable cause,
    String boundary) {
  private static final Marker SUCCESS = MarkerFactory.getMarker(EventLevels.SUCCESS);
  private static final Marker CRITICAL = MarkerFactory.getMarker(EventLevels.CRITICAL);

  boolean isEnabled() {
    return logger.isEnabledForLevel(slf4j(level));
  }

  /** Does nothing if the level is off. */
  void log(
      String message, @Nullable Object[] arguments, Iterable<? extends Supplier<?>> lateArguments) {
    if (!isEnabled()) {
      return;
    }
    LoggingEventBuilder event = logger.atLevel(slf4j(level)).setMessage(message);
    if (event instanceof CallerBoundaryAware aware) {
      aware.setCallerBoundary(boundary);
    }
    event = marked(event);
    for (Map.Entry<String, @Nullable Object> pair : bound.entrySet()) {
      event = event.addKeyValue(pair.getKey(), pair.getValue());
    }
    for (Object argument : arguments) {
      event = event.addArgument(argument);
    }
    for (Supplier<?> late : lateArguments) {
      event = event.addArgument(late.get());
    }
    (cause == null ? event : event.setCause(cause)).log();
  }

  private LoggingEventBuilder marked(LoggingEventBuilder event) {
    return switch (level) {
      case SUCCESS -> event.addMarker(SUCCESS);
      case CRITICAL -> event.addMarker(CRITICAL);
      case TRACE, DEBUG, INFO, WARNING, ERROR -> event;
    };
  }

  private static org.slf4j.event.Level slf4j(Level level) {
    return switch (level) {
      case TRACE -> org.slf4j.event.Level.TRACE;
      case DEBUG -> org.slf4j.event.Level.DEBUG;
      case INFO, SUCCESS -> org.slf4j.event.Level.INFO;
      case WARNING -> org.slf4j.event.Level.WARN;
      case ERROR, CRITICAL -> org.slf4j.event.Level.ERROR;
    };
  }
}
