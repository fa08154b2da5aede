package dev.visionlog.client.internal.settings;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whole numbers with a unit, such as {@code 10s} or {@code 16MiB}.
 *
 * @param units from small to large
 */
record UnitScale(List<Unit> units) {
  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,18})\\s*(\\p{Alpha}+)");

  /** A unit and how many of the base it is. */
  record Unit(String name, long size) {}

  /** In the base unit. */
  long parse(String text) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException();
    }
    try {
      return Math.multiplyExact(Long.parseLong(matcher.group(1)), size(matcher.group(2)));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** In the largest unit that needs no fraction. */
  String show(long value) {
    Unit best = units.get(0);
    for (Unit unit : units) {
      if (value != 0 && value % unit.size() == 0) {
        best = unit;
      }
    }
    return value / best.size() + best.name();
  }

  String names() {
    return String.join(", ", units.stream().map(Unit::name).toList());
  }

  private long size(String name) {
    return units.stream()
        .filter(unit -> unit.name().equals(name))
        .findFirst()
        .orElseThrow(IllegalArgumentException::new)
        .size();
  }
}
