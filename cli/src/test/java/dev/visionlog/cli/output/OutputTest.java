package dev.visionlog.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputTest {
  private static final ZoneId KATHMANDU = ZoneId.of("Asia/Kathmandu");
  private static final TimeText TIMES = new TimeText(KATHMANDU);
  private static final LogEntry ENTRY =
      LogEntry.newBuilder()
          .setId(Long.MAX_VALUE)
          .setLevel(LogLevel.ERROR)
          .setTime(TimeText.timestamp(Instant.parse("2026-01-31T10:00:00.123456Z")))
          .setSource("api")
          .setCameraId(3)
          .setCameraName("Gate")
          .setLoggerName("a.B")
          .setMessage("first\nsecond \u001b[2J")
          .setExtraJson("{\"n\":9007199254740993}")
          .build();

  @Test
  void compact_indentsFurtherLinesAndEscapesControls() {
    String text = new CompactEntries(TIMES, new Colors(false), true).render(ENTRY);

    assertThat(text)
        .isEqualTo(
            "2026-01-31 15:45:00.123 ERROR    api #3 (Gate) a.B: first\n    second \\x1b[2J {\"n\":9007199254740993}");
  }

  @Test
  void compact_coloursTheLevelAndStillPrintsIt() {
    assertThat(new CompactEntries(TIMES, new Colors(true), false).render(ENTRY))
        .contains("\u001b[31mERROR   \u001b[0m");
  }

  @Test
  void full_showsEveryField() {
    assertThat(new FullEntries(TIMES, new Colors(false)).render(ENTRY))
        .isEqualTo(
            """
            2026-01-31 15:45:00.123456 +05:45  ERROR  id 9223372036854775807
              source    api
              logger    a.B
              camera    3 (Gate)
              message   first
                        second \\x1b[2J
              extra     {"n":9007199254740993}""");
  }

  @Test
  void json_hasContractNamesAndExactExtraData() {
    assertThat(new JsonEntries().render(ENTRY))
        .contains("\"id\":\"9223372036854775807\"", "\"camera_id\":\"3\"", "\"level\":\"ERROR\"")
        .endsWith(",\"extra_data\":{\"n\":9007199254740993}}")
        .doesNotContain("\n");
  }

  @Test
  void safeText_leavesNothingThatMovesATerminal() {
    assertThat(SafeText.oneLine("a\u001b]0;t\u0007\r\u009b\u202e\tb\nc\r\nd"))
        .isEqualTo("a\\x1b]0;t\\x07\\r\\x9b\\u202e\tb\\nc\\nd");
  }

  @Test
  void table_putsNumbersOnTheRight() {
    Table table = new Table("NAME", "N");
    table.row("a\nb", 7);
    table.row("c", 12345);

    assertThat(table.lines()).containsExactly("NAME       N", "a\\nb       7", "c     12,345");
  }

  @ParameterizedTest
  @CsvSource({
    "500ms,PT0.5S",
    "90s,PT1M30S",
    "10m,PT10M",
    "1h30m,PT1H30M",
    "2d,PT48H",
    "1w,PT168H",
    "PT5M,PT5M"
  })
  void duration_asPeopleTypeIt(String text, Duration duration) {
    assertThat(DurationText.parse(text)).isEqualTo(duration);
  }

  @Test
  void duration_isShownShort() {
    assertThat(DurationText.format(Duration.ofMillis(1234))).isEqualTo("1.2 s");
    assertThat(DurationText.format(Duration.ofSeconds(90061))).isEqualTo("1 d 1 h 1 min 1 s");
    assertThatThrownBy(() -> DurationText.parse("soon"))
        .hasMessageContaining("Invalid duration 'soon'");
  }

  @ParameterizedTest
  @CsvSource({
    "10m, 2026-01-31T11:50:00Z",
    "now, 2026-01-31T12:00:00Z",
    "today, 2026-01-30T18:15:00Z",
    "yesterday, 2026-01-29T18:15:00Z",
    "14:30, 2026-01-31T08:45:00Z",
    "2026-01-02, 2026-01-01T18:15:00Z",
    "2026-01-02T03:04, 2026-01-01T21:19:00Z",
    "2026-01-02 03:04:05, 2026-01-01T21:19:05Z",
    "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
    "2026-01-02T03:04:05+02:00, 2026-01-02T01:04:05Z"
  })
  void time_asPeopleTypeIt(String text, Instant expected) {
    Clock clock = Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneId.of("UTC"));
    assertThat(new TimeArgument(clock, KATHMANDU).past(text)).isEqualTo(expected);
  }
}
