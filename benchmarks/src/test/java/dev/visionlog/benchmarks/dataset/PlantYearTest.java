package dev.visionlog.benchmarks.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

final class PlantYearTest {
  private static final Instant END = Instant.parse("2026-02-03T17:20:00Z");
  private static final int ENTRIES = 1_000_000;

  private final PlantYear year = new PlantYear(1, END, ENTRIES);

  @Test
  void hours_followOneAnotherUpToTheEnd() {
    List<Hour> hours = year.hours();
    assertThat(hours.get(0).from()).isEqualTo("2025-02-04T00:00:00Z");
    assertThat(hours.get(hours.size() - 1).to()).isEqualTo(END);
    for (int i = 1; i < hours.size(); i++) {
      assertThat(hours.get(i).from()).isEqualTo(hours.get(i - 1).to());
      assertThat(hours.get(i).first())
          .isEqualTo(hours.get(i - 1).first() + hours.get(i - 1).count());
    }
  }

  @Test
  void hours_haveAllEntries() {
    assertThat(count(hour -> true)).isEqualTo(ENTRIES);
  }

  @Test
  void busyDayAndOpenDay_haveATenthEach() {
    Instant dayAfter = year.busyDay().plus(Duration.ofDays(1));
    assertThat(year.entriesOfBusyDay()).isEqualTo(ENTRIES / 10);
    assertThat(
            count(hour -> !hour.from().isBefore(year.busyDay()) && hour.from().isBefore(dayAfter)))
        .isEqualTo(ENTRIES / 10);
    assertThat(count(hour -> !hour.from().isBefore(year.openDay()))).isEqualTo(ENTRIES / 10);
  }

  @Test
  void nights_areQuiet() {
    Instant monday = Instant.parse("2025-09-01T00:00:00Z");
    long night = countBetween(monday, monday.plus(Duration.ofHours(6)));
    long morning =
        countBetween(monday.plus(Duration.ofHours(6)), monday.plus(Duration.ofHours(12)));
    assertThat(night).isPositive().isLessThan(morning / 2);
  }

  @Test
  void oneHourInAHundred_isTroubled() {
    assertThat(year.hours().stream().filter(Hour::troubled)).hasSizeBetween(60, 120);
  }

  private long countBetween(Instant from, Instant to) {
    return count(hour -> !hour.from().isBefore(from) && hour.from().isBefore(to));
  }

  private long count(Predicate<Hour> which) {
    return year.hours().stream().filter(which).mapToLong(Hour::count).sum();
  }
}
