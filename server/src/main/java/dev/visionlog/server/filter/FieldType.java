package dev.visionlog.server.filter;

/** What a field's values are. Says which comparisons it knows, and when it counts as missing. */
enum FieldType {
  INTEGER,
  TIME,
  LEVEL,
  TEXT,
  EXTRA
}
