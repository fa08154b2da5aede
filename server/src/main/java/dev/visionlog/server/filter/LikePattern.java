package dev.visionlog.server.filter;

import java.util.stream.Collectors;

/** Patterns for SQL's LIKE, with its default escape character. */
final class LikePattern {

  private LikePattern() {}

  static String containing(String text) {
    return "%" + escaped(text) + "%";
  }

  static String of(TextPattern pattern) {
    return pattern.parts().stream().map(LikePattern::escaped).collect(Collectors.joining("%"));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
