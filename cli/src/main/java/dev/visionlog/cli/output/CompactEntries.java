package dev.visionlog.cli.output;

import dev.visionlog.v1.LogEntry;

/**
 * {@code time LEVEL source logger camera: message}. Control characters are escaped, further lines
 * indented.
 */
public final class CompactEntries implements Renderer<LogEntry> {
  private static final String INDENT = "    ";

  private final TimeText times;
  private final Colors colors;
  private final boolean extra;

  public CompactEntries(TimeText times, Colors colors, boolean extra) {
    this.times = times;
    this.colors = colors;
    this.extra = extra;
  }

  @Override
  public String render(LogEntry entry) {
    StringBuilder line = new StringBuilder();
    line.append(colors.faint(times.compact(entry.getTime()))).append(' ');
    line.append(colors.level(entry.getLevel(), String.format("%-8s", entry.getLevel())))
        .append(' ');
    line.append(origin(entry)).append(": ");
    line.append(SafeText.indented(entry.getMessage(), INDENT));
    String extraText = ExtraText.of(entry);
    if (extra && !extraText.isEmpty()) {
      line.append(' ').append(colors.faint(SafeText.oneLine(extraText)));
    }
    return line.toString();
  }

  private String origin(LogEntry entry) {
    StringBuilder origin = new StringBuilder(SafeText.oneLine(entry.getSource()));
    if (entry.hasCameraId()) {
      origin.append(" #").append(entry.getCameraId());
    }
    if (!entry.getCameraName().isEmpty()) {
      origin.append(" (").append(SafeText.oneLine(entry.getCameraName())).append(')');
    }
    if (!entry.getLoggerName().isEmpty()) {
      origin.append(' ').append(colors.faint(SafeText.oneLine(entry.getLoggerName())));
    }
    return origin.toString();
  }
}
