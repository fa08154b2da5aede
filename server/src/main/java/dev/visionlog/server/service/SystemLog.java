package dev.visionlog.server.service;

import dev.visionlog.server.model.Batch;
import dev.visionlog.server.model.BatchOutcome;
import dev.visionlog.server.pipeline.BatchListener;
import dev.visionlog.server.pipeline.IngestPipeline;
import dev.visionlog.server.pipeline.Session;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the server itself has to say: on the console, and as an entry of the log that it keeps. */
final class SystemLog {
  private static final Logger LOG = LoggerFactory.getLogger(SystemLog.class);
  private static final BatchListener NOBODY =
      new BatchListener() {
        @Override
        public void stored(BatchOutcome outcome) {
          // The console has it anyway.
        }

        @Override
        public void failed() {
          // The console has it anyway.
        }
      };

  private final IngestPipeline<dev.visionlog.server.model.LogEntry> pipeline;
  private final EntryReader reader;

  SystemLog(IngestPipeline<dev.visionlog.server.model.LogEntry> pipeline, EntryReader reader) {
    this.pipeline = pipeline;
    this.reader = reader;
  }

  void say(String logger, String message) {
    LOG.info("{}", message);
    LogEntry entry =
        LogEntry.newBuilder()
            .setLevel(LogLevel.INFO)
            .setSource("system")
            .setLoggerName(logger)
            .setMessage(message)
            .build();
    pipeline.submit(
        new Batch<>(null, null, reader.read(List.of(entry)).entries()), new Session(), NOBODY);
  }
}
