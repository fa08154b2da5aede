package dev.visionlog.cli.output;

import dev.visionlog.v1.LogEntry;
import java.util.ArrayList;
import java.util.List;

/** Every field of an entry that is set, one below the other. */
public final class FullEntries implements Renderer<LogEntry> {
  private static final String INDENT = "            ";

  private final TimeText times;
  private final Colors colors;

  public FullEntries(TimeText times, Colors colors) {
    this.times = times;
    this.colors = colors;
  }

  @Override
  public String render(LogEntry entry) {
    List<String> lines = new ArrayList<>();
    lines.add(head(entry));
    add(lines, "source", entry.getSource());
    add(lines, "logger", entry.getLoggerName());
    add(lines, "camera", camera(entry));
    if (entry.hasReceivedTime()) {
      add(lines, "received", times.full(entry.getReceivedTime()));
    }
    lines.add(field("message", SafeText.indented(entry.getMessage(), INDENT)));
    add(lines, "extra", ExtraText.of(entry));
    return String.join("\n", lines);
  }

  private String head(LogEntry entry) {
    String head =
        (entry.hasTime() ? times.full(entry.getTime()) : "(time of arrival)")
            + "  "
            + colors.level(entry.getLevel(), entry.getLevel().toString());
    if (entry.getId() != 0) {
      head += "  id " + entry.getId();
    }
    if (entry.getPosition() != 0) {
      head += "  position " + entry.getPosition();
    }
    return head;
  }

  private void add(List<String> lines, String name, String value) {
    if (!value.isEmpty()) {
      lines.add(field(name, SafeText.oneLine(value)));
    }
  }

  private String field(String name, String safeValue) {
    return "  " + colors.faint(String.format("%-10s", name)) + safeValue;
  }

  private static String camera(LogEntry entry) {
    if (!entry.hasCameraId()) {
      return "";
    }
    String name = entry.getCameraName();
    return entry.getCameraId() + (name.isEmpty() ? "" : " (" + name + ")");
  }
}
