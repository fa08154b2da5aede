package dev.visionlog.logback;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.visionlog.client.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Options for one event, and then the event. For one thread. */
public final class LogOptions extends LevelMethods {
  private final Log log;
  private final List<Supplier<?>> late = new ArrayList<>();
  private @Nullable Throwable exception;
  private String boundary = METHODS;

  LogOptions(Log log) {
    this.log = log;
  }

  /** Shows an exception with its stack. */
  @CanIgnoreReturnValue
  public LogOptions exception(@Nullable Throwable value) {
    exception = value;
    return this;
  }

  /** Arguments, after those of the call, that are computed only if the level is on. */
  @CanIgnoreReturnValue
  public LogOptions lazy(Supplier<?>... arguments) {
    late.addAll(Arrays.asList(arguments));
    return this;
  }

  /**
   * The event comes from the line that called this class, not from where this class logs: for
   * helpers around a logger.
   */
  @CanIgnoreReturnValue
  public LogOptions calledThrough(Class<?> helper) {
    boundary = helper.getName();
    return this;
  }

  @Override
  void write(Level level, String message, @Nullable Object[] arguments) {
    log.statement(level, exception, boundary).log(message, arguments, late);
  }
}
