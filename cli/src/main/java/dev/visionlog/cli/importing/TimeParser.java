package dev.visionlog.cli.importing;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads times in the given formats, or in the usual ones if none is given: ISO-8601 with {@code T}
 * or a space, a comma or a dot, with or without an offset, and seconds or milliseconds since 1970.
 * For one thread and one file, since a format without a year goes by the entries before.
 */
public final class TimeParser {
  /** The names of the formats that are numbers. */
  private static final String EPOCH_SECONDS = "epoch-seconds";

  private static final String EPOCH_MILLIS = "epoch-millis";

  /** Larger numbers are milliseconds: as seconds they would lie after the year 5000. */
  private static final BigDecimal LAST_SECONDS = BigDecimal.valueOf(100_000_000_000L);

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']HH:mm[:ss]")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .appendPattern("[' '][XXX][XX][X]")
          .toFormatter(Locale.ENGLISH);

  private final List<Format> formats;
  private final ZoneId zone;
  private final YearGuess years;

  /**
   * @param patterns java.time patterns, {@code epoch-seconds} or {@code epoch-millis}; tried in
   *     order
   * @param zone of times that have none
   * @param years for formats without a year
   */
  public TimeParser(List<String> patterns, ZoneId zone, YearGuess years) {
    this.formats =
        patterns.isEmpty()
            ? List.of(this::iso, this::epoch)
            : patterns.stream().map(this::format).toList();
    this.zone = zone;
    this.years = years;
  }

  Instant parse(String text) throws BadLineException {
    String clean = text.strip().replaceAll("\\s+", " ");
    for (Format format : formats) {
      Instant time = attempt(format, clean);
      if (time != null) {
        return time;
      }
    }
    throw new BadLineException(
        "The time '" + text + "' is not in the expected format (see --time-format)");
  }

  private static @Nullable Instant attempt(Format format, String text) {
    try {
      return format.parse(text);
    } catch (DateTimeException | ArithmeticException notThisFormat) {
      return null;
    }
  }

  private Format format(String pattern) {
    return switch (pattern) {
      case EPOCH_SECONDS -> text -> number(text).map(TimeParser::seconds).orElse(null);
      case EPOCH_MILLIS ->
          text -> number(text).map(millis -> seconds(millis.movePointLeft(3))).orElse(null);
      default -> pattern(pattern);
    };
  }

  private Format pattern(String pattern) {
    try {
      DateTimeFormatter formatter =
          new DateTimeFormatterBuilder()
              .parseCaseInsensitive()
              .appendPattern(pattern)
              .toFormatter(Locale.ENGLISH);
      return text -> instant(formatter.parse(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Invalid time format '" + pattern + "': " + e.getMessage(), e);
    }
  }

  private Instant iso(String text) {
    return instant(ISO.parse(text.replace(',', '.')));
  }

  private @Nullable Instant epoch(String text) {
    return number(text)
        .map(n -> seconds(n.abs().compareTo(LAST_SECONDS) < 0 ? n : n.movePointLeft(3)))
        .orElse(null);
  }

  private static Optional<BigDecimal> number(String text) {
    return text.matches("-?\\d{1,18}(\\.\\d{1,9})?")
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  private static Instant seconds(BigDecimal seconds) {
    return Instant.ofEpochSecond(0).plusNanos(seconds.movePointRight(9).longValueExact());
  }

  private Instant instant(TemporalAccessor parsed) {
    if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
      return Instant.from(parsed);
    }
    LocalTime time = LocalTime.from(parsed);
    ZoneId given = parsed.query(TemporalQueries.zone());
    ZoneId used = given == null ? zone : given;
    LocalDate date = parsed.query(TemporalQueries.localDate());
    return date == null
        ? years.complete(MonthDay.from(parsed), time, used)
        : date.atTime(time).atZone(used).toInstant();
  }

  /**
   * One way to read a time; null or an exception of java.time's if the text is not in this format.
   */
  private interface Format {
    @Nullable Instant parse(String text);
  }
}
