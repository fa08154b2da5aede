package dev.visionlog.cli;

import java.util.ArrayList;
import java.util.List;

/** Reads CSV exactly as RFC 4180 has it, and refuses everything else. */
final class CsvReader {
  private final String text;
  private int next;

  private CsvReader(String text) {
    this.text = text;
  }

  /** All records, each of which ends with CR LF and has as many fields as the first. */
  static List<List<String>> parse(String text) {
    CsvReader reader = new CsvReader(text);
    List<List<String>> records = new ArrayList<>();
    while (reader.next < text.length()) {
      List<String> fields = reader.fields();
      if (!records.isEmpty() && fields.size() != records.get(0).size()) {
        throw reader.fault(fields.size() + " fields");
      }
      records.add(fields);
    }
    return records;
  }

  private List<String> fields() {
    List<String> fields = new ArrayList<>();
    fields.add(field());
    while (take(",")) {
      fields.add(field());
    }
    if (!take("\r\n")) {
      throw fault("neither a comma nor CR LF");
    }
    return fields;
  }

  private String field() {
    return take("\"") ? quoted() : plain();
  }

  private String quoted() {
    StringBuilder field = new StringBuilder();
    while (next < text.length()) {
      if (take("\"\"")) {
        field.append('"');
      } else if (take("\"")) {
        return field.toString();
      } else {
        field.append(text.charAt(next++));
      }
    }
    throw fault("a quoted field without an end");
  }

  private String plain() {
    int start = next;
    while (next < text.length() && ",\r\n".indexOf(text.charAt(next)) < 0) {
      if (text.charAt(next) == '"') {
        throw fault("a quote in a field without quotes");
      }
      next++;
    }
    return text.substring(start, next);
  }

  private boolean take(String expected) {
    boolean found = text.startsWith(expected, next);
    next += found ? expected.length() : 0;
    return found;
  }

  private IllegalArgumentException fault(String what) {
    return new IllegalArgumentException(what + " at " + next);
  }
}
