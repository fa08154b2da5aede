package dev.visionlog.server.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterFieldsTest {

  private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NEXT_MICROSECOND = Instant.parse("2026-01-01T00:00:00.000001Z");

  @ParameterizedTest
  @ValueSource(strings = {"", "level > INFO", "source = a* OR NOT camera_id:*"})
  void isCountable_acceptsWhatIsCounted(String text) {
    assertThat(FilterFields.isCountable(parse(text), FilterSchema.LOGS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"word", "id = 1", "message:a", "time > 2026-01-01", "level = INFO -logger:*"})
  void isCountable_refusesTheRest(String text) {
    assertThat(FilterFields.isCountable(parse(text), FilterSchema.LOGS)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "defect = true model_version = v1.2, true",
    "device:edge OR NOT defect_type:*, true",
    "camera_id = 3 model_name = yolo* model_stage != Staging status = error, true",
    "class = person, false",
    "confidence > 0.5, false",
    "person, false"
  })
  void isCountable_goesByTheKind(String text, boolean expected) {
    Filter filter = FilterParser.parse(text, FilterSchema.PREDICTIONS);
    assertThat(FilterFields.isCountable(filter, FilterSchema.PREDICTIONS)).isEqualTo(expected);
  }

  @Test
  void isCountable_refusesExtraData() {
    assertThat(FilterFields.isCountable(parse("NOT (level = INFO extra.a = 1)"), FilterSchema.LOGS))
        .isFalse();
  }

  @Test
  void timeRange_holdsWholeMicroseconds() {
    assertThat(timeRange("time = 2026-01-01")).isEqualTo(new TimeRange(NEW_YEAR, NEXT_MICROSECOND));
    assertThat(timeRange("time >= 2026-01-01")).isEqualTo(new TimeRange(NEW_YEAR, null));
    assertThat(timeRange("time > 2026-01-01")).isEqualTo(new TimeRange(NEXT_MICROSECOND, null));
    assertThat(timeRange("time < 2026-01-01")).isEqualTo(new TimeRange(null, NEW_YEAR));
    assertThat(timeRange("time <= 2026-01-01")).isEqualTo(new TimeRange(null, NEXT_MICROSECOND));
  }

  @Test
  void timeRange_takesTheNarrowestBounds() {
    TimeRange range =
        timeRange("a time > 2025-01-01 time >= 2026-01-01 time < 2027-01-01 time < 2028-01-01");
    assertThat(range).isEqualTo(new TimeRange(NEW_YEAR, Instant.parse("2027-01-01T00:00:00Z")));
    assertThat(timeRange("time > 2026-01-01 time < 2025-01-01").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "time > 2026-01-01 OR level = INFO",
        "NOT time > 2026-01-01",
        "time != 2026-01-01",
        "time:*",
        "received_time > 2026-01-01"
      })
  void timeRange_isOpenForOtherConditions(String text) {
    Filter filter = parse(text);
    assertThat(FilterFields.timeRange(filter)).isEqualTo(TimeRange.ALL);
    assertThat(FilterFields.withoutTime(filter)).isEqualTo(filter);
  }

  @Test
  void withoutTime_keepsTheRest() {
    Filter filter = parse("time > 2026-01-01 a time < 2027-01-01");
    assertThat(FilterFields.withoutTime(filter)).isEqualTo(parse("a"));
    assertThat(FilterFields.withoutTime(FilterTerms.timeFrom(NEW_YEAR))).isEqualTo(Filter.ALL);
  }

  @ParameterizedTest
  @CsvSource({
    "position >= 5 position < 9, 5, 8",
    "position > 5 position <= 9, 6, 9",
    "position = 7, 7, 7",
    "a position >= 5, 5, 9223372036854775807"
  })
  void positionRange_includesItsEnds(String text, long first, long last) {
    assertThat(FilterFields.positionRange(parse(text))).isEqualTo(new PositionRange(first, last));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"position > 9223372036854775807", "position < -9223372036854775808 position > 1"})
  void positionRange_mayBeEmpty(String text) {
    assertThat(FilterFields.positionRange(parse(text)).isEmpty()).isTrue();
  }

  @Test
  void withoutPosition_keepsTheRest() {
    assertThat(FilterFields.withoutPosition(parse("position > 1 position != 5 id = 2")))
        .isEqualTo(parse("position != 5 id = 2"));
  }

  private static TimeRange timeRange(String text) {
    return FilterFields.timeRange(parse(text));
  }

  private static Filter parse(String text) {
    return FilterParser.parse(text, FilterSchema.LOGS);
  }
}
