package dev.visionlog.cli.output;

import dev.visionlog.v1.LogLevel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The levels by name. */
public final class Levels {
  private static final List<LogLevel> ALL =
      Arrays.stream(LogLevel.values())
          .filter(level -> level != LogLevel.UNRECOGNIZED && level.getNumber() > 0)
          .toList();

  private Levels() {}

  /** All levels, the least serious first. */
  public static List<LogLevel> all() {
    return ALL;
  }

  /** The level of this name, whatever the case. */
  public static Optional<LogLevel> ofName(String name) {
    String upper = name.strip().toUpperCase(Locale.ROOT);
    return ALL.stream().filter(level -> level.name().equals(upper)).findFirst();
  }

  /** The level of this name, or an error that lists the names. */
  public static LogLevel parse(String name) {
    return ofName(name).orElseThrow(() -> new IllegalArgumentException(invalid(name)));
  }

  public static String invalid(String name) {
    return "Invalid log level '"
        + name
        + "'. Must be one of: "
        + ALL.stream().map(LogLevel::name).collect(Collectors.joining(", "));
  }
}
