package dev.visionlog.cli.importing;

import dev.visionlog.cli.output.TimeText;
import dev.visionlog.v1.LogEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text logs. A line that matches begins an entry; lines that do not match go on with it, as those
 * of a stack trace. What comes before the first match is an entry of its own, with the time of the
 * match. An entry that grows beyond what the server keeps of a message goes on in another one, so
 * that no line is lost.
 */
public final class TextParser implements LineParser {
  /** Below the server's limit of 64 KiB. */
  static final int MAX_MESSAGE_BYTES = 60 << 10;

  private final LinePattern pattern;
  private final TimeParser times;
  private final LevelMap levels;
  private final EntryDefaults defaults;
  private final ImportSink<LogEntry> sink;

  private final List<Line> preamble = new ArrayList<>();
  private int preambleBytes;
  private @Nullable OpenEntry open;
  private State state = State.BEFORE_FIRST_MATCH;

  private enum State {
    BEFORE_FIRST_MATCH,
    NOTHING_MATCHES,
    IN_ENTRY,
    IN_REJECTED
  }

  public TextParser(
      LinePattern pattern,
      TimeParser times,
      LevelMap levels,
      EntryDefaults defaults,
      ImportSink<LogEntry> sink) {
    this.pattern = pattern;
    this.times = times;
    this.levels = levels;
    this.defaults = defaults;
    this.sink = sink;
  }

  @Override
  public void line(Line line) {
    try {
      LinePattern.Parts parts = pattern.match(line.text());
      if (parts == null) {
        further(line);
      } else {
        begin(line, entry(parts, line.text()));
      }
    } catch (BadLineException e) {
      flush();
      rejectPreamble();
      state = State.IN_REJECTED;
      sink.rejected(line.origin(), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void end() {
    flush();
    rejectPreamble();
  }

  private void begin(Line line, LogEntry.Builder entry) {
    flush();
    flushPreamble(entry);
    open = new OpenEntry(line.origin(), entry);
    state = State.IN_ENTRY;
  }

  private void further(Line line) {
    switch (state) {
      case BEFORE_FIRST_MATCH -> keepForFirstMatch(line);
      case NOTHING_MATCHES -> rejectUnmatched(line);
      case IN_REJECTED -> rejectOrBlank(line, "It goes on with a line that was rejected");
      case IN_ENTRY -> append(line);
    }
  }

  private void append(Line line) {
    OpenEntry current = open;
    if (current == null) {
      throw new IllegalStateException("No entry to go on with");
    }
    if (current.hasRoomFor(line.text())) {
      current.append(line.text());
      sink.continuation();
    } else {
      flush();
      open = new OpenEntry(line.origin(), current.head().setMessage(line.text()));
    }
  }

  private void keepForFirstMatch(Line line) {
    if (preamble.isEmpty() && line.isBlank()) {
      sink.blank();
      return;
    }
    preamble.add(line);
    preambleBytes += line.text().length() + 1;
    if (preambleBytes > MAX_MESSAGE_BYTES) {
      rejectPreamble();
      state = State.NOTHING_MATCHES;
    }
  }

  private void rejectUnmatched(Line line) {
    rejectOrBlank(line, "It does not match the pattern, and no line before it did");
  }

  private void rejectOrBlank(Line line, String reason) {
    if (line.isBlank()) {
      sink.blank();
    } else {
      sink.rejected(line.origin(), reason);
    }
  }

  private void rejectPreamble() {
    preamble.forEach(this::rejectUnmatched);
    preamble.clear();
  }

  private void flushPreamble(LogEntry.Builder firstMatch) {
    if (preamble.isEmpty()) {
      return;
    }
    LogEntry.Builder entry =
        LogEntry.newBuilder().setLevel(levels.none()).setMessage(preamble.get(0).text());
    if (firstMatch.hasTime()) {
      entry.setTime(firstMatch.getTime());
    }
    defaults.apply(entry);
    OpenEntry lines = new OpenEntry(preamble.get(0).origin(), entry);
    preamble.stream().skip(1).map(Line::text).forEach(lines::append);
    preamble.stream().skip(1).forEach(line -> sink.continuation());
    preamble.clear();
    sink.entry(lines.origin(), lines.build());
  }

  private void flush() {
    if (open != null) {
      sink.entry(open.origin(), open.build());
      open = null;
    }
  }

  private LogEntry.Builder entry(LinePattern.Parts parts, String line) throws BadLineException {
    LogEntry.Builder entry = LogEntry.newBuilder().setLevel(levels.of(parts.get("level")));
    String time = parts.get("time");
    if (time != null) {
      entry.setTime(TimeText.timestamp(times.parse(time)));
    }
    String camera = parts.get("camera") == null ? parts.get("cameraid") : parts.get("camera");
    if (camera != null) {
      entry.setCameraId(CameraIds.parse(camera));
    }
    entry.setMessage(message(parts, line));
    entry.setLoggerName(textOf(parts, "logger"));
    entry.setSource(textOf(parts, "source"));
    entry.setExtraJson(extra(parts));
    defaults.apply(entry);
    return entry;
  }

  /** The whole line if the pattern has no group for it. */
  private static String message(LinePattern.Parts parts, String line) {
    return parts.has("message") ? textOf(parts, "message") : line;
  }

  private static String textOf(LinePattern.Parts parts, String group) {
    String text = parts.get(group);
    return text == null ? "" : text.strip();
  }

  private String extra(LinePattern.Parts parts) {
    ExtraJson extra = new ExtraJson();
    for (String group : pattern.extraGroups()) {
      String value = parts.get(group);
      if (value != null) {
        extra.addText(group, value);
      }
    }
    return extra.toJson();
  }

  /** An entry whose last line has not been seen. */
  private static final class OpenEntry {
    private final Origin origin;
    private final LogEntry.Builder entry;
    private final StringBuilder message;
    private int bytes;

    OpenEntry(Origin origin, LogEntry.Builder entry) {
      this.origin = origin;
      this.entry = entry;
      this.message = new StringBuilder(entry.getMessage());
      this.bytes = bytes(entry.getMessage());
    }

    Origin origin() {
      return origin;
    }

    LogEntry.Builder head() {
      return entry.clone();
    }

    boolean hasRoomFor(String line) {
      return bytes + 1 + bytes(line) <= MAX_MESSAGE_BYTES;
    }

    void append(String line) {
      message.append('\n').append(line);
      bytes += 1 + bytes(line);
    }

    LogEntry build() {
      return entry.setMessage(message.toString().stripTrailing()).build();
    }

    private static int bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8).length;
    }
  }
}
