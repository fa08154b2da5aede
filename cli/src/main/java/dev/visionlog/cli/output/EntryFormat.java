package dev.visionlog.cli.output;

/** How entries are shown. */
public enum EntryFormat {
  /** An entry a line, but for messages of several lines. */
  COMPACT,
  /** All fields of an entry below each other. */
  FULL,
  /** A JSON object a line. */
  JSON
}
