package dev.visionlog.server.store.postgres;

import dev.visionlog.server.model.Batch;
import dev.visionlog.server.model.Commit;
import dev.visionlog.server.model.Level;
import dev.visionlog.server.model.LogEntry;
import dev.visionlog.server.store.BatchWriter;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Entries that were received whenever a test says. */
final class StoredLogs {
  private StoredLogs() {}

  /** One commit of entries a second apart. */
  static Commit<LogEntry> store(
      BatchWriter<LogEntry> writer, int entries, String message, Instant time, Instant received) {
    List<LogEntry> batch =
        IntStream.range(0, entries)
            .mapToObj(i -> entry(message, time.plusSeconds(i), received))
            .toList();
    return writer.group(List.of(new Batch<>(null, null, batch))).store().commit().orElseThrow();
  }

  private static LogEntry entry(String message, Instant time, Instant received) {
    return new LogEntry(0, Level.INFO, message, time, received, null, "test", "", null, 0);
  }
}
