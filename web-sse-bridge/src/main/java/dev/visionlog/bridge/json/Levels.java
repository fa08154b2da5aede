package dev.visionlog.bridge.json;

import dev.visionlog.v1.LogLevel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The levels by their names. */
public final class Levels {
  /** From the finest to the worst. */
  public static final List<LogLevel> ALL =
      Arrays.stream(LogLevel.values())
          .filter(
              level -> level != LogLevel.UNRECOGNIZED && level != LogLevel.LOG_LEVEL_UNSPECIFIED)
          .toList();

  private Levels() {}

  /** The level of this name, in whatever case. */
  public static Optional<LogLevel> named(String name) {
    String wanted = name.strip().toUpperCase(Locale.ROOT);
    return ALL.stream().filter(level -> level.name().equals(wanted)).findFirst();
  }

  /** What to tell whoever gave another text. */
  public static String invalid(String given) {
    return "Invalid log level '"
        + given
        + "'. Must be one of: "
        + ALL.stream().map(LogLevel::name).collect(Collectors.joining(", "));
  }
}
