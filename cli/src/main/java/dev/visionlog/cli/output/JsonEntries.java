package dev.visionlog.cli.output;

import dev.visionlog.v1.LogEntry;

/**
 * Entries as NDJSON in proto JSON with the contract's own field names. The extra data is always the
 * object {@code extra_data}, taken from the exact text, so that no integer in it loses a digit.
 */
public final class JsonEntries implements Renderer<LogEntry> {
  @Override
  public String render(LogEntry entry) {
    String json = Json.line(entry.toBuilder().clearExtraData().clearExtraJson().build());
    return Json.with(json, "extra_data", ExtraText.of(entry));
  }
}
