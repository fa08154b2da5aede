package dev.visionlog.cli.command;

import dev.visionlog.cli.output.Colors;
import dev.visionlog.cli.output.Levels;
import dev.visionlog.cli.output.TimeText;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.LogStats;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Counts by level as people read them. */
final class StatsText {
  private final Colors colors;
  private final TimeText times;

  StatsText(Session session) {
    this.colors = session.colors();
    this.times = session.times();
  }

  List<String> lines(LogStats stats) {
    List<String> lines = new ArrayList<>();
    String end = stats.hasEnd() ? times.seconds(stats.getEnd()) : "now on";
    String start = stats.hasStart() ? times.seconds(stats.getStart()) : "the beginning";
    lines.add("From " + start + " to " + end + " (" + times.zoneName() + ")");
    List<LogLevel> levels = new ArrayList<>(Levels.all());
    Collections.reverse(levels);
    levels.forEach(level -> lines.add(line(level, Protos.count(stats, level))));
    lines.add(String.format(Locale.ROOT, "  %-8s %,15d", "total", stats.getTotalCount()));
    lines.add(
        String.format(
            Locale.ROOT,
            "Sources: %,d   Cameras: %,d",
            stats.getUniqueSources(),
            stats.getUniqueCameras()));
    if (stats.hasFirstLogTime()) {
      lines.add(
          "First: "
              + times.compact(stats.getFirstLogTime())
              + "   Last: "
              + times.compact(stats.getLastLogTime()));
    }
    return lines;
  }

  private String line(LogLevel level, long count) {
    String line = String.format(Locale.ROOT, "  %-8s %,15d", level, count);
    return count > 0 ? colors.level(level, line) : colors.faint(line);
  }
}
