package dev.visionlog.cli.importing;

import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How files are to be read.
 *
 * @param text null if the lines are expected to be JSON
 * @param timeFormats come before those of the text format; empty if there are none
 */
public record ImportSettings(
    FileFormat format,
    @Nullable TextFormat text,
    JsonKeys keys,
    List<String> timeFormats,
    ZoneId zone,
    @Nullable Integer year,
    Map<String, LogLevel> levels,
    @Nullable LogLevel defaultLevel,
    EntryDefaults defaults,
    Clock clock) {

  /** A parser for one file, chosen by its first line that is not blank. */
  public LineParser parserFor(Line first, ImportSink<LogEntry> sink) {
    return isJson(first) ? json(sink) : text(first, sink);
  }

  private boolean isJson(Line first) {
    return switch (format) {
      case JSONL -> true;
      case TEXT -> false;
      case DETECT -> text == null && first.text().stripLeading().startsWith("{");
    };
  }

  private LineParser json(ImportSink<LogEntry> sink) {
    return new JsonLinesParser(
        keys, times(timeFormats), new LevelMap(levels, defaultLevel), defaults, sink);
  }

  private LineParser text(Line first, ImportSink<LogEntry> sink) {
    if (text == null) {
      throw new IllegalArgumentException(
          first.origin().file()
              + " is text: say how to read it with --pattern or --preset ("
              + String.join(", ", new Presets().names())
              + ")");
    }
    Map<String, LogLevel> all = new HashMap<>(text.levels());
    all.putAll(levels);
    String source = defaults.source().isEmpty() ? text.source() : defaults.source();
    return new TextParser(
        text.pattern(),
        times(timeFormats.isEmpty() ? text.timeFormats() : timeFormats),
        new LevelMap(all, defaultLevel),
        new EntryDefaults(source, defaults.cameraId()),
        sink);
  }

  private TimeParser times(List<String> formats) {
    return new TimeParser(formats, zone, new YearGuess(year, clock));
  }
}
