package dev.visionlog.server.export;

import org.jspecify.annotations.Nullable;

/** The line of a CSV file that is being written, by RFC 4180. Not for several threads. */
final class CsvLine {
  private final StringBuilder text;
  private boolean empty = true;

  /**
   * @param text the line is added to it
   */
  CsvLine(StringBuilder text) {
    this.text = text;
  }

  /** Adds a value; nothing stands between the commas for null. */
  CsvLine add(@Nullable Object value) {
    if (!empty) {
      text.append(',');
    }
    empty = false;
    if (value instanceof String string) {
      append(string);
    } else if (value != null) {
      text.append(value);
    }
    return this;
  }

  void end() {
    text.append("\r\n");
  }

  private void append(String value) {
    if (needsQuotes(value)) {
      text.append('"').append(value.replace("\"", "\"\"")).append('"');
    } else {
      text.append(value);
    }
  }

  private static boolean needsQuotes(String value) {
    return value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        || value.startsWith(" ")
        || value.endsWith(" ");
  }
}
