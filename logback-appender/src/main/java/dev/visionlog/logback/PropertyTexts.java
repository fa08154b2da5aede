package dev.visionlog.logback;

import dev.visionlog.client.Level;
import dev.visionlog.client.WhenFull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values as people write them in XML. What cannot be read is an {@link IllegalArgumentException}
 * whose message says what is allowed.
 */
final class PropertyTexts {
  private static final Pattern AMOUNT =
      Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)\\s*([A-Za-z]*)");
  private static final Pattern AMOUNTS = Pattern.compile("(?:" + AMOUNT.pattern() + "\\s*)+");

  /** Those of the command line, and Logback's own words. */
  private static final Map<String, Duration> TIME_UNITS =
      Map.ofEntries(
          Map.entry("", Duration.ofMillis(1)),
          Map.entry("ms", Duration.ofMillis(1)),
          Map.entry("milli", Duration.ofMillis(1)),
          Map.entry("millisecond", Duration.ofMillis(1)),
          Map.entry("s", Duration.ofSeconds(1)),
          Map.entry("second", Duration.ofSeconds(1)),
          Map.entry("m", Duration.ofMinutes(1)),
          Map.entry("minute", Duration.ofMinutes(1)),
          Map.entry("h", Duration.ofHours(1)),
          Map.entry("hour", Duration.ofHours(1)),
          Map.entry("d", Duration.ofDays(1)),
          Map.entry("day", Duration.ofDays(1)));

  private static final Map<String, Long> SIZE_UNITS =
      Map.of(
          "", 1L, "b", 1L, "kb", 1L << 10, "kib", 1L << 10, "mb", 1L << 20, "mib", 1L << 20, "gb",
          1L << 30, "gib", 1L << 30);

  private PropertyTexts() {}

  static String text(String text) {
    return text;
  }

  static boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("true or false");
    };
  }

  static int whole(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a whole number", e);
    }
  }

  static double decimal(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a number", e);
    }
  }

  /** {@code 200ms}, {@code 5s}, {@code 1h30m}, {@code 7d}, or Logback's {@code 5 seconds}. */
  static Duration duration(String text) {
    if (!AMOUNTS.matcher(text).matches()) {
      throw badDuration();
    }
    double nanos = 0;
    Matcher amount = AMOUNT.matcher(text);
    while (amount.find()) {
      nanos += Double.parseDouble(amount.group(1)) * timeUnit(amount.group(2)).toNanos();
    }
    return Duration.ofNanos((long) nanos);
  }

  private static Duration timeUnit(String name) {
    String unit = name.toLowerCase(Locale.ROOT);
    Duration length = TIME_UNITS.get(unit);
    if (length == null && unit.endsWith("s")) {
      length = TIME_UNITS.get(unit.substring(0, unit.length() - 1));
    }
    if (length == null) {
      throw badDuration();
    }
    return length;
  }

  private static IllegalArgumentException badDuration() {
    return new IllegalArgumentException("a time such as 200ms, 5s, 1h30m, 7d or 5 seconds");
  }

  /** {@code 65536}, {@code 256KiB}, {@code 32 MB}; thousands are 1,024 in either spelling. */
  static long size(String text) {
    Matcher amount = AMOUNT.matcher(text);
    Long unit = amount.matches() ? SIZE_UNITS.get(amount.group(2).toLowerCase(Locale.ROOT)) : null;
    if (unit == null) {
      throw new IllegalArgumentException("a size such as 65536, 256KiB or 32MB");
    }
    return (long) (Double.parseDouble(amount.group(1)) * unit);
  }

  /** A size in memory. */
  static int bytes(String text) {
    long size = size(text);
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a size below 2GiB");
    }
    return (int) size;
  }

  static Path path(String text) {
    return Path.of(text);
  }

  static WhenFull whenFull(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "drop" -> WhenFull.DROP;
      case "block" -> WhenFull.BLOCK;
      default -> throw new IllegalArgumentException("drop or block");
    };
  }

  /** A level of loguru's; also Logback's {@code WARN}. */
  static Level level(String text) {
    String name = text.toUpperCase(Locale.ROOT);
    return Arrays.stream(Level.values())
        .filter(level -> level.name().equals(name.equals("WARN") ? "WARNING" : name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("one of " + levels()));
  }

  private static String levels() {
    return Arrays.stream(Level.values()).map(Level::name).collect(Collectors.joining(", "));
  }

  static Long cameraId(String text) {
    return orRefuse(CameraId.of(text), "a whole number of 0 or more");
  }

  static String source(String text) {
    return orRefuse(SourceName.of(text), "1 to " + SourceName.MAX_LENGTH + " characters");
  }

  /** {@code com.acme.camera = camera}. */
  static NamedSource namedSource(String text) {
    Map.Entry<String, String> pair = pair(text, "LOGGER=SOURCE, such as com.acme.camera=camera");
    return new NamedSource(pair.getKey(), source(pair.getValue()));
  }

  /** {@code site = north}. */
  static Map.Entry<String, String> extra(String text) {
    return pair(text, "KEY=VALUE, such as site=north");
  }

  private static Map.Entry<String, String> pair(String text, String form) {
    int equal = text.indexOf('=');
    if (equal < 1 || text.substring(0, equal).isBlank()) {
      throw new IllegalArgumentException(form);
    }
    return Map.entry(text.substring(0, equal).strip(), text.substring(equal + 1).strip());
  }

  private static <T> T orRefuse(@Nullable T value, String allowed) {
    if (value == null) {
      throw new IllegalArgumentException(allowed);
    }
    return value;
  }
}
