package dev.visionlog.server.filter;

import java.util.ArrayList;
import java.util.List;

/** Collects the characters of a {@link Literal}. */
final class LiteralBuilder {

  private final StringBuilder text = new StringBuilder();
  private final List<String> parts = new ArrayList<>();
  private final StringBuilder part = new StringBuilder();

  void character(char c) {
    text.append(c);
    part.append(c);
  }

  void wildcard() {
    text.append('*');
    // Two wildcards in a row mean the same as one.
    if (parts.isEmpty() || part.length() > 0) {
      endPart();
    }
  }

  /** Throws if the text has characters that no text may have. */
  Literal build(int column, boolean quoted) {
    endPart();
    try {
      return new Literal(column, text.toString(), new TextPattern(parts), quoted);
    } catch (FilterException e) {
      throw e.at(column);
    }
  }

  private void endPart() {
    parts.add(part.toString());
    part.setLength(0);
  }
}
