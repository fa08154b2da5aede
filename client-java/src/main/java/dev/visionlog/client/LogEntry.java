package dev.visionlog.client;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.visionlog.client.internal.entry.Values;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One log record. Immutable: extra data is copied when the entry is made.
 *
 * @param level how serious it is
 * @param message the text; the client cuts one that is longer than its limit
 * @param time when it happened, kept to the microsecond
 * @param cameraId the camera it concerns, 0 or greater; it need not exist on the server
 * @param source which part of the system wrote it, at most 100 characters; the client's default if
 *     not given
 * @param loggerName the name of the logger, such as a class
 * @param extra anything else: numbers, booleans, texts, nulls, lists and maps of these keep their
 *     types, other values become texts
 */
public record LogEntry(
    Level level,
    String message,
    Instant time,
    @Nullable Long cameraId,
    @Nullable String source,
    @Nullable String loggerName,
    Map<String, @Nullable Object> extra)
    implements Loggable {

  /** What an entry holds beside its texts. */
  private static final int BASE_WEIGHT = 120;

  public LogEntry {
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(time, "time");
    if (cameraId != null && cameraId < 0) {
      throw new IllegalArgumentException("Invalid cameraId " + cameraId + ". Must be 0 or greater");
    }
    extra = Values.snapshot(extra);
  }

  /** An entry of this moment. */
  public static LogEntry of(Level level, String message) {
    return builder(level, message).build();
  }

  public static Builder builder(Level level, String message) {
    return new Builder(level, message);
  }

  @Override
  public int weight() {
    long weight =
        BASE_WEIGHT
            + Values.weight(message)
            + Values.weight(source)
            + Values.weight(loggerName)
            + Values.weight(extra);
    return (int) Math.min(weight, Integer.MAX_VALUE);
  }

  @Override
  public LogEntry toEntry() {
    return this;
  }

  /** Collects the fields of an entry. For one thread. */
  public static final class Builder {
    private final Level level;
    private final String message;
    private final Map<String, @Nullable Object> extra = new LinkedHashMap<>();
    private @Nullable Instant time;
    private @Nullable Long cameraId;
    private @Nullable String source;
    private @Nullable String loggerName;

    private Builder(Level level, String message) {
      this.level = level;
      this.message = message;
    }

    /** When it happened; the moment of {@link #build} if not set. */
    @CanIgnoreReturnValue
    public Builder time(Instant value) {
      time = value;
      return this;
    }

    /** The camera it concerns, 0 or greater. */
    @CanIgnoreReturnValue
    public Builder cameraId(@Nullable Long value) {
      cameraId = value;
      return this;
    }

    /** The camera it concerns, 0 or greater. */
    @CanIgnoreReturnValue
    public Builder cameraId(long value) {
      cameraId = value;
      return this;
    }

    /** Which part of the system wrote it, at most 100 characters. */
    @CanIgnoreReturnValue
    public Builder source(@Nullable String value) {
      source = value;
      return this;
    }

    /** The name of the logger, such as a class. */
    @CanIgnoreReturnValue
    public Builder loggerName(@Nullable String value) {
      loggerName = value;
      return this;
    }

    /** One value of the extra data. */
    @CanIgnoreReturnValue
    public Builder extra(String key, @Nullable Object value) {
      extra.put(key, value);
      return this;
    }

    /** All values of a map. */
    @CanIgnoreReturnValue
    public Builder extra(Map<String, ? extends @Nullable Object> values) {
      extra.putAll(values);
      return this;
    }

    public LogEntry build() {
      Instant moment = time == null ? Instant.now() : time;
      return new LogEntry(level, message, moment, cameraId, source, loggerName, extra);
    }
  }
}
