package dev.visionlog.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeParserTest {
  private static final ZoneId KATHMANDU = ZoneId.of("Asia/Kathmandu");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneId.of("UTC"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-01-31T10:00:00Z             | 2026-01-31T10:00:00Z
          2026-01-31T10:00:00.123456Z      | 2026-01-31T10:00:00.123456Z
          2026-01-31 10:00:00,5            | 2026-01-31T04:15:00.500Z
          2026-01-31 10:00                 | 2026-01-31T04:15:00Z
          2026-01-31 10:00:00 +0200        | 2026-01-31T08:00:00Z
          2026-01-31T10:00:00.123-05:00    | 2026-01-31T15:00:00.123Z
          1769853600                       | 2026-01-31T10:00:00Z
          1769853600.25                    | 2026-01-31T10:00:00.250Z
          1769853600250                    | 2026-01-31T10:00:00.250Z
          0                                | 1970-01-01T00:00:00Z
          """)
  void usualFormats(String text, String expected) throws Exception {
    assertThat(parser(null).parse(text)).isEqualTo(Instant.parse(expected));
  }

  @Test
  void ownFormats_areTriedInOrder() throws Exception {
    TimeParser parser =
        parser(null, "dd.MM.yyyy HH:mm", "epoch-millis", "EEE, d MMM yyyy HH:mm:ss Z");

    assertThat(parser.parse("31.01.2026 10:00")).isEqualTo("2026-01-31T04:15:00Z");
    assertThat(parser.parse("1000")).isEqualTo("1970-01-01T00:00:01Z");
    assertThat(parser.parse("Sat, 31 Jan 2026 10:00:00 +0100")).isEqualTo("2026-01-31T09:00:00Z");
    assertThatThrownBy(() -> parser.parse("2026-01-31T10:00:00Z"))
        .hasMessageContaining("--time-format");
    assertThatThrownBy(() -> parser(null, "jjjj"))
        .hasMessageContaining("Invalid time format 'jjjj'");
  }

  @Test
  void year_isTheLatestThatIsNotInTheFuture() throws Exception {
    assertThat(parser(null, "MMM d HH:mm:ss").parse("Feb 28 00:00:00"))
        .isEqualTo("2026-02-27T18:15:00Z");
    assertThat(parser(null, "MMM d HH:mm:ss").parse("Dec  1 00:00:00"))
        .isEqualTo("2025-11-30T18:15:00Z");
    assertThat(parser(null, "MMM d HH:mm:ss").parse("Feb 29 12:00:00"))
        .isEqualTo("2024-02-29T06:15:00Z");
  }

  @Test
  void year_goesOnOverNewYear() throws Exception {
    TimeParser parser = parser(2015, "MM-dd HH:mm");

    assertThat(parser.parse("12-31 23:59")).isEqualTo("2015-12-31T18:14:00Z");
    assertThat(parser.parse("01-01 12:00")).isEqualTo("2016-01-01T06:15:00Z");
    assertThat(parser.parse("12-31 23:59")).isEqualTo("2015-12-31T18:14:00Z");
    assertThat(parser.parse("02-29 12:00")).isEqualTo("2016-02-29T06:15:00Z");
  }

  @Test
  void year_thatHasNoSuchDayIsAnError() {
    assertThatThrownBy(() -> parser(2015, "MM-dd HH:mm").parse("02-29 12:00"))
        .isInstanceOf(BadLineException.class);
  }

  private static TimeParser parser(@Nullable Integer year, String... formats) {
    return new TimeParser(List.of(formats), KATHMANDU, new YearGuess(year, CLOCK));
  }
}
