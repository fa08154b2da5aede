package dev.visionlog.cli.importing;

import dev.visionlog.v1.LogLevel;
import java.util.List;
import java.util.Map;

/** How the lines of a text log are to be read. */
public record TextFormat(
    LinePattern pattern, List<String> timeFormats, Map<String, LogLevel> levels, String source) {
  public TextFormat {
    timeFormats = List.copyOf(timeFormats);
    levels = Map.copyOf(levels);
  }
}
