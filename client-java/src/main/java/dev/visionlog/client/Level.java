package dev.visionlog.client;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How serious an entry is: loguru's names and numbers, in rising order. */
public enum Level {
  /** Finer than DEBUG: single steps, values, frames. */
  TRACE(5),
  /** What a developer wants to know while looking for a fault. */
  DEBUG(10),
  /** Ordinary operation. */
  INFO(20),
  /** Something that was meant to work has worked. */
  SUCCESS(25),
  /** Something that may become a fault. */
  WARNING(30),
  /** A fault; the program goes on. */
  ERROR(40),
  /** A fault after which the program may not go on. */
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

  /**
   * The level of this name, whatever the case.
   *
   * @throws IllegalArgumentException if there is none; the message names all that exist
   */
  public static Level of(String name) {
    String upper = name.strip().toUpperCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(level -> level.name().equals(upper))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Invalid log level '" + name + "'. Must be one of: " + NAMES));
  }
}
