package dev.visionlog.server.testing;

import dev.visionlog.v1.CreateLogsRequest;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import java.util.List;

/** Entries to write. */
public final class Entries {
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

  public static CreateLogsRequest create(LogEntry... entries) {
    return CreateLogsRequest.newBuilder().addAllEntries(List.of(entries)).build();
  }
}
