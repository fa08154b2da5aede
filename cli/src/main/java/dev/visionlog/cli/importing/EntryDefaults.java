package dev.visionlog.cli.importing;

import dev.visionlog.v1.LogEntry;
import org.jspecify.annotations.Nullable;

/** What entries get that do not say it themselves. */
public record EntryDefaults(String source, @Nullable Long cameraId) {
  void apply(LogEntry.Builder entry) {
    if (entry.getSource().isEmpty()) {
      entry.setSource(source);
    }
    if (!entry.hasCameraId() && cameraId != null) {
      entry.setCameraId(cameraId);
    }
  }
}
