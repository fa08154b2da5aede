package dev.visionlog.logback;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.visionlog.client.Level;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Runs something and logs the exception that comes out of it. Errors, such as a lack of memory,
 * pass as they are. For one thread.
 */
public final class Catching {
  private final Log log;
  private final String boundary;
  private Level level = Level.ERROR;
  private String message = "An error has been caught";
  private @Nullable Object[] arguments = {};
  private Class<? extends Exception> only = Exception.class;

  Catching(Log log, String boundary) {
    this.log = log;
    this.boundary = boundary;
  }

  /**
   * Something that may fail.
   *
   * @param <X> with what
   */
  public interface Action<X extends Exception> {
    void run() throws X;
  }

  /**
   * Something that returns a value, or fails.
   *
   * @param <T> the value
   * @param <X> with what it fails
   */
  public interface Call<T extends @Nullable Object, X extends Exception> {
    T call() throws X;
  }

  /** The level at which an exception is logged: ERROR if not set. */
  @CanIgnoreReturnValue
  public Catching level(Level value) {
    level = value;
    return this;
  }

  /** The message with which it is logged. */
  @CanIgnoreReturnValue
  public Catching message(String value, @Nullable Object... values) {
    message = value;
    arguments = values;
    return this;
  }

  /** Other exceptions pass as they are, and are not logged. */
  @CanIgnoreReturnValue
  public Catching only(Class<? extends Exception> type) {
    only = type;
    return this;
  }

  /** Runs it; after an exception goes on as if there had been none. */
  public void run(Action<?> action) {
    call(
        () -> {
          action.run();
          return true;
        },
        false);
  }

  /** Calls it; returns the other value in place of an exception. */
  @CanIgnoreReturnValue
  public <T extends @Nullable Object> T call(Callable<T> call, T otherwise) {
    try {
      return call.call();
    } catch (Exception thrown) {
      if (!only.isInstance(thrown)) {
        throw Catching.<RuntimeException>asIs(thrown);
      }
      write(thrown);
      if (thrown instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      return otherwise;
    }
  }

  /** Runs it; logs an exception and throws it on. */
  public <X extends Exception> void reraise(Action<X> action) throws X {
    reraise(
        () -> {
          action.run();
          return true;
        });
  }

  /** Calls it; logs an exception and throws it on. */
  @CanIgnoreReturnValue
  public <T extends @Nullable Object, X extends Exception> T reraise(Call<T, X> call) throws X {
    try {
      return call.call();
    } catch (Exception thrown) {
      if (only.isInstance(thrown)) {
        write(thrown);
      }
      throw Catching.<X>asIs(thrown);
    }
  }

  private void write(Exception thrown) {
    log.statement(level, thrown, boundary).log(message, arguments, List.of());
  }

  /** It is one that the call itself has declared, or a {@code RuntimeException}. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <X extends Exception> X asIs(Exception thrown) throws X {
    throw (X) thrown;
  }
}
