package dev.visionlog.cli.connection;

/** Puts filters together without changing what they mean. */
public final class Filters {
  private Filters() {}

  /** Both must hold. An empty filter holds for everything. */
  public static String and(String filter, String term) {
    if (filter.isBlank() || term.isBlank()) {
      return filter.isBlank() ? term : filter;
    }
    return "(" + filter + ") AND " + term;
  }

  /** A text as a quoted value. */
  public static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** An argument as a shell takes it. */
  public static String shellQuote(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
