package dev.visionlog.cli.output;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people type them: {@code 500ms}, {@code 90s}, {@code 10m}, {@code 1h30m}, {@code
 * 7d}, {@code 2w}.
 */
public final class DurationText {
  private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d|w)");

  private DurationText() {}

  /** True if the text has the shape of a duration. */
  public static boolean isDuration(String text) {
    return text.matches("(\\d{1,9}(ms|s|m|h|d|w))+");
  }

  /** Also takes ISO-8601 ({@code PT10M}). */
  public static Duration parse(String text) {
    String trimmed = text.strip().toLowerCase(Locale.ROOT);
    if (!isDuration(trimmed)) {
      return parseIso(text);
    }
    Duration sum = Duration.ZERO;
    Matcher parts = PART.matcher(trimmed);
    while (parts.find()) {
      sum = sum.plus(part(Long.parseLong(parts.group(1)), parts.group(2)));
    }
    return sum;
  }

  private static Duration part(long number, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> Duration.ofDays(7 * number);
    };
  }

  private static Duration parseIso(String text) {
    try {
      return Duration.parse(text.strip());
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "Invalid duration '" + text + "'. Write it as 500ms, 90s, 10m, 1h30m, 7d or 2w", e);
    }
  }

  /** Short and rounded, for people. */
  public static String format(Duration duration) {
    if (duration.compareTo(Duration.ofSeconds(10)) < 0) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    long days = duration.toDays();
    StringBuilder text = new StringBuilder();
    append(text, days, "d");
    append(text, duration.toHoursPart(), "h");
    append(text, duration.toMinutesPart(), "min");
    append(text, duration.toSecondsPart(), "s");
    return text.toString().strip();
  }

  private static void append(StringBuilder text, long number, String unit) {
    if (number > 0) {
      text.append(number).append(' ').append(unit).append(' ');
    }
  }
}
