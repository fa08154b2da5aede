package dev.visionlog.cli.importing;

/** Turns the lines of one file into entries. For one thread and one file. */
public interface LineParser {
  void line(Line line);

  /** There are no more lines. */
  void end();
}
