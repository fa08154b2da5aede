package dev.visionlog.server.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A log record as it is stored.
 *
 * @param id unique; 0 until the pipeline has given one
 * @param message without NUL and unpaired surrogates
 * @param time by the writer's clock, in whole microseconds
 * @param receivedTime by the server's clock, in whole microseconds
 * @param cameraId 0 or greater
 * @param source never empty
 * @param loggerName empty if there is none
 * @param extraJson a JSON object as text that PostgreSQL accepts as {@code jsonb}
 * @param position its place in the order of commits, from 1; 0 until it is committed
 */
public record LogEntry(
    long id,
    Level level,
    String message,
    Instant time,
    Instant receivedTime,
    @Nullable Long cameraId,
    String source,
    String loggerName,
    @Nullable String extraJson,
    long position)
    implements Entry<LogEntry> {

  private static final int FIXED_BYTES = 200;

  @Override
  public long bytes() {
    int extra = extraJson == null ? 0 : extraJson.length();
    return (long) FIXED_BYTES + message.length() + source.length() + loggerName.length() + extra;
  }

  @Override
  public LogEntry committedAs(long id, long position) {
    return new LogEntry(
        id, level, message, time, receivedTime, cameraId, source, loggerName, extraJson, position);
  }
}
