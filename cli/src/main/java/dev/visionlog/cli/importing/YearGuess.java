package dev.visionlog.cli.importing;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Years for times that have none. The first entry of a file is of the given year, or, if none is
 * given, of the latest year in which it does not lie in the future. Each further entry is of the
 * year that brings it closest to the one before, so that a file may go on over New Year. For one
 * thread and one file.
 */
public final class YearGuess {
  private static final Duration FAST_CLOCK = Duration.ofDays(1);

  private final @Nullable Integer firstYear;
  private final Clock clock;
  private @Nullable Instant last;

  public YearGuess(@Nullable Integer firstYear, Clock clock) {
    this.firstYear = firstYear;
    this.clock = clock;
  }

  Instant complete(MonthDay day, LocalTime time, ZoneId zone) {
    Instant before = last;
    Instant completed = before == null ? first(day, time, zone) : closest(before, day, time, zone);
    last = completed;
    return completed;
  }

  private Instant first(MonthDay day, LocalTime time, ZoneId zone) {
    if (firstYear != null) {
      return at(firstYear, day, time, zone);
    }
    Instant now = clock.instant();
    int thisYear = now.atZone(zone).getYear();
    return IntStream.rangeClosed(0, 8)
        .map(ago -> thisYear + 1 - ago)
        .filter(day::isValidYear)
        .mapToObj(year -> at(year, day, time, zone))
        .filter(instant -> instant.isBefore(now.plus(FAST_CLOCK)))
        .findFirst()
        .orElseThrow(() -> new DateTimeException("No year has a " + day));
  }

  private static Instant closest(Instant before, MonthDay day, LocalTime time, ZoneId zone) {
    int year = before.atZone(zone).getYear();
    return IntStream.rangeClosed(year - 1, year + 1)
        .filter(day::isValidYear)
        .mapToObj(candidate -> at(candidate, day, time, zone))
        .min(Comparator.comparing(candidate -> Duration.between(before, candidate).abs()))
        .orElseThrow(() -> new DateTimeException("No year has a " + day));
  }

  private static Instant at(int year, MonthDay day, LocalTime time, ZoneId zone) {
    if (!day.isValidYear(year)) {
      throw new DateTimeException(year + " has no " + day);
    }
    return day.atYear(year).atTime(time).atZone(zone).toInstant();
  }
}
