package dev.visionlog.logback;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.visionlog.client.Level;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A logger with the comfort of Python's loguru, over SLF4J: any backend will do. Messages are
 * SLF4J's, with <code>{}</code> for each argument; a last argument that is an exception too many is
 * shown with its stack.
 *
 * <pre>{@code
 * private static final Log log = Log.of(Worker.class);
 *
 * log.bind("camera_id", 3).warning("Frame {} is late", number);
 * log.success("{} frames stored", count);
 * log.catching(() -> upload(frame));
 * }</pre>
 *
 * <p>SLF4J has no levels SUCCESS and CRITICAL: they are INFO and ERROR with a marker of that name,
 * which {@link VisionlogAppender} understands. Immutable; any thread.
 */
public final class Log extends LevelMethods {
  /** The boundary of events that come through a method of this class itself. */
  private static final String BOUNDARY = Log.class.getName();

  private final Logger logger;
  private final Map<String, @Nullable Object> bound;

  private Log(Logger logger, Map<String, @Nullable Object> bound) {
    this.logger = logger;
    this.bound = bound;
  }

  /** The logger of a class. */
  public static Log of(Class<?> type) {
    return over(LoggerFactory.getLogger(type));
  }

  /** The logger of a name. */
  public static Log of(String name) {
    return over(LoggerFactory.getLogger(name));
  }

  /** The same comfort over a logger that exists. */
  public static Log over(Logger logger) {
    return new Log(logger, Map.of());
  }

  /** At ERROR, with this exception and its stack. */
  public void exception(Throwable thrown, String message, @Nullable Object... arguments) {
    statement(Level.ERROR, thrown, BOUNDARY).log(message, arguments, List.of());
  }

  /**
   * A logger whose every event carries this too, as a key-value pair: numbers, booleans, texts,
   * lists and maps keep their types. {@code camera_id} and {@code source} become those fields.
   */
  public Log bind(String key, @Nullable Object value) {
    return bind(Collections.singletonMap(key, value));
  }

  /** The same for several. */
  public Log bind(Map<String, ? extends @Nullable Object> values) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(bound);
    all.putAll(values);
    return new Log(logger, Collections.unmodifiableMap(all));
  }

  /**
   * Everything that this thread logs, whoever does, carries this as a text until the returned
   * context is closed on the same thread; then what was there before is back. It is SLF4J's MDC.
   */
  public LogContext contextualize(String key, Object value) {
    return new LogContext(key, MDC.get(key), value.toString());
  }

  /** Options for one event. */
  public LogOptions opt() {
    return new LogOptions(this);
  }

  /** Runs it; an exception is logged at ERROR, and that is all that comes of it. */
  public void catching(Catching.Action<?> action) {
    catching(BOUNDARY).run(action);
  }

  /** Calls it; an exception is logged at ERROR, and the other value returned in its place. */
  @CanIgnoreReturnValue
  public <T extends @Nullable Object> T catching(Callable<T> call, T otherwise) {
    return catching(BOUNDARY).call(call, otherwise);
  }

  /** Options for running something whose exceptions are logged. */
  public Catching catching() {
    return catching(Catching.class.getName());
  }

  private Catching catching(String boundary) {
    return new Catching(this, boundary);
  }

  @Override
  void write(Level level, String message, @Nullable Object[] arguments) {
    statement(level, null, METHODS).log(message, arguments, List.of());
  }

  Statement statement(Level level, @Nullable Throwable cause, String boundary) {
    return new Statement(logger, level, bound, cause, boundary);
  }
}
