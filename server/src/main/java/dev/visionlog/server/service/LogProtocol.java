package dev.visionlog.server.service;

import dev.visionlog.server.model.BatchOutcome;
import dev.visionlog.server.model.Level;
import dev.visionlog.server.model.LogEntry;
import dev.visionlog.server.settings.LiveSettings;
import dev.visionlog.server.settings.Thresholds;
import dev.visionlog.v1.WriteLogsRequest;
import dev.visionlog.v1.WriteLogsResponse;
import java.util.Map;

/** WriteLogs. */
final class LogProtocol
    implements WriteStream.Protocol<WriteLogsRequest, WriteLogsResponse, LogEntry> {
  private final EntryReader reader;
  private final LiveSettings settings;

  LogProtocol(EntryReader reader, LiveSettings settings) {
    this.reader = reader;
    this.settings = settings;
  }

  @Override
  public WriteStream.Numbered numbered(WriteLogsRequest request) {
    return new WriteStream.Numbered(
        request.getWriterId(), request.getSequence(), request.getWriterName());
  }

  @Override
  public ReadBatch<LogEntry> read(WriteLogsRequest request) {
    return reader.read(request.getEntriesList());
  }

  @Override
  public WriteLogsResponse answer(long sequence, ReadBatch<LogEntry> batch, BatchOutcome outcome) {
    Thresholds thresholds = settings.thresholds();
    WriteLogsResponse.Builder response =
        WriteLogsResponse.newBuilder()
            .setAckedSequence(sequence)
            .addAllErrors(EntryErrors.of("entries", batch, outcome))
            .setSuppressedCount(batch.suppressed())
            .setDuplicate(outcome.duplicate())
            .setThreshold(EntryWriter.level(thresholds.global()));
    for (Map.Entry<String, Level> source : thresholds.sources().entrySet()) {
      response.putSourceThresholds(source.getKey(), EntryWriter.level(source.getValue()));
    }
    return response.build();
  }
}
