package dev.visionlog.cli.output;

import dev.visionlog.v1.LogEntry;

/** Turns an entry into text without a final line break. */
public interface EntryRenderer {
  String render(LogEntry entry);
}
