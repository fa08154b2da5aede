package dev.visionlog.server.store.postgres;

import dev.visionlog.server.model.Level;
import dev.visionlog.server.model.LogEntry;

/** What is counted together. {@code cameraId} is -1 for none. */
record CountKey(long minute, Level level, String source, long cameraId) {
  static final long NO_CAMERA = -1;

  static CountKey of(LogEntry entry) {
    Long camera = entry.cameraId();
    return new CountKey(
        Math.floorDiv(entry.time().getEpochSecond(), 60L),
        entry.level(),
        entry.source(),
        camera == null ? NO_CAMERA : camera);
  }
}
