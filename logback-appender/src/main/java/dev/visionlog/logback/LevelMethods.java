package dev.visionlog.logback;

import dev.visionlog.client.Level;
import org.jspecify.annotations.Nullable;

/**
 * A method for each level. Public, since a compiler puts a method of its own between a caller and a
 * class that the caller cannot see, and that would be taken for the line that logs.
 */
public abstract sealed class LevelMethods permits Log, LogOptions {
  /** The boundary of events that come through a method here: what called it has logged. */
  static final String METHODS = LevelMethods.class.getName();

  public void trace(String message, @Nullable Object... arguments) {
    write(Level.TRACE, message, arguments);
  }

  public void debug(String message, @Nullable Object... arguments) {
    write(Level.DEBUG, message, arguments);
  }

  public void info(String message, @Nullable Object... arguments) {
    write(Level.INFO, message, arguments);
  }

  public void success(String message, @Nullable Object... arguments) {
    write(Level.SUCCESS, message, arguments);
  }

  public void warning(String message, @Nullable Object... arguments) {
    write(Level.WARNING, message, arguments);
  }

  public void error(String message, @Nullable Object... arguments) {
    write(Level.ERROR, message, arguments);
  }

  public void critical(String message, @Nullable Object... arguments) {
    write(Level.CRITICAL, message, arguments);
  }

  /** At a level that is known only now. */
  public void log(Level level, String message, @Nullable Object... arguments) {
    write(level, message, arguments);
  }

  /** Writes an event for the caller of one of the methods here. */
  abstract void write(Level level, String message, @Nullable Object[] arguments);
}
