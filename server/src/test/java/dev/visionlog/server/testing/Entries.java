package dev.visionlog.server.testing;

import com.google.protobuf.Timestamp;
import dev.visionlog.v1.CreateLogsRequest;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import java.time.Instant;
import java.util.List;

/** Entries to write. */
public final class Entries {
  /**
   * Counts rows that a test has inserted by itself, as their commit would have: all of them, so
   * there may be no others.
   */
  public static final String COUNT_ROWS =
      """
      INSERT INTO commits (position, entries, committed_time, count_buckets, count_levels, count_sources,
                           count_cameras, counts)
      SELECT take_position(1), 0, now(), array_agg(minute), array_agg(level), array_agg(source), array_agg(camera),
             array_agg(count)
        FROM (SELECT date_trunc('minute', time) AS minute, level, source, coalesce(camera_id, -1) AS camera, count(*)
                FROM logs GROUP BY minute, level, source, camera) AS counted
      """;

  private Entries() {}

  public static LogEntry info(String message) {
    return of(LogLevel.INFO, "system", message);
  }

  public static LogEntry of(LogLevel level, String source, String message) {
    return LogEntry.newBuilder().setLevel(level).setSource(source).setMessage(message).build();
  }

  public static LogEntry extra(String json) {
    return info("extra").toBuilder().setExtraJson(json).build();
  }

  /** The same entry with another time. */
  public static LogEntry at(LogEntry entry, Instant time) {
    return entry.toBuilder().setTime(timestamp(time)).build();
  }

  public static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  public static CreateLogsRequest create(LogEntry... entries) {
    return CreateLogsRequest.newBuilder().addAllEntries(List.of(entries)).build();
  }
}
