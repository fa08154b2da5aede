package dev.visionlog.server.filter;

/** What a field's values are. Says which comparisons it knows, and when it counts as missing. */
enum FieldType {
  INTEGER,
  /** A double. */
  DECIMAL,
  /** Never missing. */
  BOOLEAN,
  TIME,
  LEVEL,
  TEXT,
  /** Several texts, of which none is empty. */
  TEXTS,
  EXTRA
}
