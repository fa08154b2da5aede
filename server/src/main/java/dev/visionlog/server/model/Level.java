package dev.visionlog.server.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How serious an entry is: loguru's names and numbers, in rising order. */
public enum Level {
  TRACE(5),
  DEBUG(10),
  INFO(20),
  SUCCESS(25),
  WARNING(30),
  ERROR(40),
  CRITICAL(50);

  private static final String NAMES =
      Arrays.stream(values()).map(Level::name).collect(Collectors.joining(", "));

  private final int number;

  Level(int number) {
    this.number = number;
  }

  /** The number in loguru and in the contract. */
  public int number() {
    return number;
  }

  /** The level with this number in the contract, if there is one. */
  public static Optional<Level> ofNumber(int number) {
    return Arrays.stream(values()).filter(level -> level.number == number).findFirst();
  }

  /** The level of this name, whatever the case. */
  public static Optional<Level> ofName(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return Arrays.stream(values()).filter(level -> level.name().equals(upper)).findFirst();
  }

  /** What to tell someone who gave a level that does not exist. */
  public static String invalid(String given) {
    return "Invalid log level '" + given + "'. Must be one of: " + NAMES;
  }
}
