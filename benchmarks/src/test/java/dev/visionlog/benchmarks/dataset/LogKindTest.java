package dev.visionlog.benchmarks.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class LogKindTest {
  private static final Instant END = Instant.parse("2026-02-03T17:20:00Z");
  private static final int ENTRIES = 50_000;

  private final List<LogEntry> all = entries(1, ENTRIES).toList();

  private static Stream<LogEntry> entries(long seed, long count) {
    LogKind kind = new LogKind(new Plant(), seed);
    return new PlantYear(seed, END, count).hours().stream().flatMap(kind::entries);
  }

  @Test
  void entries_areTheSameForTheSameSeed() {
    assertThat(entries(1, ENTRIES)).containsExactlyElementsOf(all);
  }

  @Test
  void entries_differForAnotherSeed() {
    assertThat(entries(2, ENTRIES).toList()).isNotEqualTo(all);
  }

  @Test
  void entries_areInTheOrderOfTime() {
    assertThat(all.stream().map(LogKindTest::time)).isSorted();
  }

  @Test
  void levels_haveTheirShares() {
    assertShare(LogLevel.DEBUG, 0.10, within(0.01));
    assertShare(LogLevel.INFO, 0.78, within(0.01));
    assertShare(LogLevel.SUCCESS, 0.03, within(0.005));
    assertShare(LogLevel.WARNING, 0.06, within(0.005));
    assertShare(LogLevel.ERROR, 0.025, within(0.003));
    assertShare(LogLevel.CRITICAL, 0.001, within(0.0005));
  }

  private static Instant time(LogEntry entry) {
    return Instant.ofEpochSecond(entry.getTime().getSeconds(), entry.getTime().getNanos());
  }

  private void assertShare(LogLevel level, double expected, Offset<Double> offset) {
    long count = all.stream().filter(entry -> entry.getLevel() == level).count();
    assertThat((double) count / ENTRIES).as(level.name()).isCloseTo(expected, offset);
  }

  @Test
  void sources_areSixtyAndDifferMuch() {
    assertThat(all.stream().map(LogEntry::getSource).distinct())
        .hasSize(60)
        .containsExactlyInAnyOrderElementsOf(new Plant().sources());
    assertThat(countOf("camera.1.detector")).isGreaterThan(10 * countOf("camera.20.detector"));
  }

  private long countOf(String source) {
    return all.stream().filter(entry -> entry.getSource().equals(source)).count();
  }

  @Test
  void halfOfTheSources_haveNoCamera() {
    Stream<String> withCamera =
        all.stream().filter(LogEntry::hasCameraId).map(LogEntry::getSource).distinct();
    assertThat(withCamera).hasSize(30);
    assertThat(all.stream().filter(LogEntry::hasCameraId).map(LogEntry::getCameraId).distinct())
        .hasSize(40);
  }

  @Test
  void someErrors_haveAStackTrace() {
    assertThat(all)
        .filteredOn(entry -> entry.getMessage().contains("\n\tat "))
        .isNotEmpty()
        .allMatch(entry -> entry.getLevel().getNumber() >= LogLevel.ERROR_VALUE);
  }

  @Test
  void rareWord_standsInOneEntryOfAMillion() {
    LogKind kind = new LogKind(new Plant(), 1);
    List<Hour> around =
        new PlantYear(1, END, 2_000_000)
            .hours().stream()
                .filter(hour -> hour.first() <= 500_000 && hour.first() + hour.count() > 499_000)
                .toList();
    assertThat(around.stream().flatMap(kind::entries))
        .filteredOn(entry -> entry.getMessage().contains(LogKind.RARE_WORD))
        .hasSize(1);
  }
}
