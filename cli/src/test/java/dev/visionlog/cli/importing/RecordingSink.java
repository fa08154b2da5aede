package dev.visionlog.cli.importing;

import dev.visionlog.v1.LogEntry;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a parser tells. */
final class RecordingSink implements ImportSink<LogEntry> {
  final List<LogEntry> entries = new ArrayList<>();
  final List<Long> lines = new ArrayList<>();
  final List<Rejection> rejections = new ArrayList<>();
  int continuations;
  int blanks;

  @Override
  public void entry(Origin origin, LogEntry entry) {
    entries.add(entry);
    lines.add(origin.line());
  }

  @Override
  public void continuation() {
    continuations++;
  }

  @Override
  public void blank() {
    blanks++;
  }

  @Override
  public void rejected(Origin origin, String reason) {
    rejections.add(new Rejection(origin, reason));
  }

  int linesTold() {
    return entries.size() + continuations + blanks + rejections.size();
  }

  List<String> messages() {
    return entries.stream().map(LogEntry::getMessage).toList();
  }

  /** Feeds a parser line by line, to the end. */
  static void feed(LineParser parser, String text) {
    long number = 0;
    for (String line : text.split("\n", -1)) {
      parser.line(new Line(new Origin("test", ++number), line, false));
    }
    parser.end();
  }
}
