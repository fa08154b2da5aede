package dev.visionlog.cli.importing;

/** What the lines of a file are. */
public enum FileFormat {
  DETECT,
  JSONL,
  TEXT
}
