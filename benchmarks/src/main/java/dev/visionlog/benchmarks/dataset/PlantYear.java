package dev.visionlog.benchmarks.dataset;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The hours of a year, and how many of all entries fall into each: many by day, few at night and at
 * weekends. A tenth of all is on one day four weeks ago, and a tenth on the day that is not over.
 * Days are UTC days. Any thread.
 */
public final class PlantYear {
  private static final int DAYS = 365;
  private static final int BUSY_DAYS_AGO = 28;
  private static final double SHARE_OF_BUSY_DAY = 0.1;
  private static final double SHARE_OF_OPEN_DAY = 0.1;
  private static final double WEEKEND = 0.4;
  private static final double TROUBLE = 2;
  private static final int TROUBLED_ONCE_IN_HOURS = 100;

  private final Instant start;
  private final Instant end;
  private final Instant openDay;
  private final Instant busyDay;
  private final List<Hour> hours;

  /**
   * @param end the last moment of the day that is not over
   */
  public PlantYear(long seed, Instant end, long entries) {
    this.end = end;
    this.openDay = end.minusNanos(1).truncatedTo(ChronoUnit.DAYS);
    this.busyDay = openDay.minus(BUSY_DAYS_AGO, ChronoUnit.DAYS);
    this.start = openDay.minus(DAYS - 1, ChronoUnit.DAYS);
    this.hours = hours(new SplittableRandom(seed), entries);
  }

  private List<Hour> hours(SplittableRandom random, long entries) {
    List<Hour> empty = new ArrayList<>();
    for (Instant from = start; from.isBefore(end); from = from.plus(1, ChronoUnit.HOURS)) {
      boolean troubled = isOrdinary(from) && random.nextInt(TROUBLED_ONCE_IN_HOURS) == 0;
      empty.add(new Hour(from, min(end, from.plus(1, ChronoUnit.HOURS)), 0, 0, troubled));
    }
    return fill(empty, entries);
  }

  private List<Hour> fill(List<Hour> empty, long entries) {
    double busy = sum(empty, busyDay);
    double open = sum(empty, openDay);
    double ordinary = empty.stream().mapToDouble(this::weight).sum() - busy - open;
    List<Hour> filled = new ArrayList<>();
    double share = 0;
    long first = 0;
    for (Hour hour : empty) {
      Instant day = hour.from().truncatedTo(ChronoUnit.DAYS);
      if (day.equals(busyDay)) {
        share += weight(hour) / busy * SHARE_OF_BUSY_DAY;
      } else if (day.equals(openDay)) {
        share += weight(hour) / open * SHARE_OF_OPEN_DAY;
      } else {
        share += weight(hour) / ordinary * (1 - SHARE_OF_BUSY_DAY - SHARE_OF_OPEN_DAY);
      }
      long next = Math.round(share * entries);
      filled.add(
          new Hour(hour.from(), hour.to(), first, Math.toIntExact(next - first), hour.troubled()));
      first = next;
    }
    return List.copyOf(filled);
  }

  private double sum(List<Hour> hours, Instant day) {
    return hours.stream()
        .filter(hour -> hour.from().truncatedTo(ChronoUnit.DAYS).equals(day))
        .mapToDouble(this::weight)
        .sum();
  }

  private boolean isOrdinary(Instant time) {
    Instant day = time.truncatedTo(ChronoUnit.DAYS);
    return !day.equals(busyDay) && !day.equals(openDay);
  }

  private double weight(Hour hour) {
    ZonedDateTime time = hour.from().atZone(ZoneOffset.UTC);
    double weight = Shift.at(time.getHour()).weight() * (hour.troubled() ? TROUBLE : 1);
    boolean weekend = time.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    double part = (double) Duration.between(hour.from(), hour.to()).toSeconds() / 3_600;
    return weight * part * (weekend ? WEEKEND : 1);
  }

  private static Instant min(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** In the order of time. */
  public List<Hour> hours() {
    return hours;
  }

  public Instant start() {
    return start;
  }

  public Instant end() {
    return end;
  }

  /** Where the day begins that is over and has a tenth of all entries. */
  public Instant busyDay() {
    return busyDay;
  }

  public long entriesOfBusyDay() {
    return hours.stream()
        .filter(hour -> hour.from().truncatedTo(ChronoUnit.DAYS).equals(busyDay))
        .mapToLong(Hour::count)
        .sum();
  }

  /** Where the last day begins, which is not over. */
  public Instant openDay() {
    return openDay;
  }
}
