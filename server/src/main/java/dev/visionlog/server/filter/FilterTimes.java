package dev.visionlog.server.filter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and bounds times. */
final class FilterTimes {

  private static final Instant MIN = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("9999-12-31T23:59:59.999999Z").plusNanos(1000);

  private static final Pattern ISO =
      Pattern.compile(
          """
          (?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})\
          ([Tt ](?<time>[0-9]{2}:[0-9]{2}(:[0-9]{2})?)(\\.(?<fraction>[0-9]+))?\
          (?<offset>[Zz]|[+-][0-9]{2}:?[0-9]{2})?)?\
          """);

  private FilterTimes() {}

  /** The time in whole microseconds. Throws if its year is not one of 1 to 9999. */
  static Instant checked(Instant time) {
    if (time.isBefore(MIN) || !time.isBefore(END)) {
      throw new FilterException(0, "A time must lie in the years 1 to 9999, but is " + time);
    }
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  /** The time that the text gives; without an offset in UTC, without a time at midnight. */
  static Optional<Instant> parse(String text) {
    Matcher matcher = ISO.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(local(matcher).toInstant(offset(matcher.group("offset"))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static LocalDateTime local(Matcher matcher) {
    LocalDate date = LocalDate.parse(matcher.group("date"));
    String time = matcher.group("time");
    return time == null
        ? date.atStartOfDay()
        : date.atTime(LocalTime.parse(time).withNano(micros(matcher.group("fraction")) * 1000));
  }

  private static int micros(@Nullable String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "00000").substring(0, 6));
  }

  private static ZoneOffset offset(@Nullable String offset) {
    return offset == null ? ZoneOffset.UTC : ZoneOffset.of(offset.replace('z', 'Z'));
  }
}
