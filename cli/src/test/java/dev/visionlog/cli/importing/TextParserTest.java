package dev.visionlog.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visionlog.cli.output.TimeText;
import dev.visionlog.v1.LogLevel;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextParserTest {
  private static final String PATTERN =
      "(?<time>\\d{4}-\\d\\d-\\d\\dT\\S+) (?<level>\\w+)(?: cam(?<camera>\\w+))?(?: n=(?<n>\\S+))? (?<message>.*)";
  private static final String T = "2026-01-31T10:00:00Z ";

  private final RecordingSink sink = new RecordingSink();

  @Test
  void line_fillsFieldsAndExtraData() {
    parse(T + "WARN cam7 n=12 late");

    assertThat(sink.entries.get(0).getLevel()).isEqualTo(LogLevel.WARNING);
    assertThat(TimeText.instant(sink.entries.get(0).getTime())).isEqualTo("2026-01-31T10:00:00Z");
    assertThat(sink.entries.get(0).getCameraId()).isEqualTo(7);
    assertThat(sink.entries.get(0).getExtraJson()).isEqualTo("{\"n\":12}");
    assertThat(sink.entries.get(0).getSource()).isEqualTo("app");
  }

  @Test
  void extra_numbersKeepTheirDigitsAndTextsStayTexts() {
    parse(T + "I n=0.10 a\n" + T + "I n=007 a\n" + T + "I n=1e5 a\n" + T + "I n=\"\\ a");

    assertThat(sink.entries)
        .extracting(entry -> entry.getExtraJson())
        .containsExactly(
            "{\"n\":0.10}", "{\"n\":\"007\"}", "{\"n\":\"1e5\"}", "{\"n\":\"\\\"\\\\\"}");
  }

  @Test
  void stackTrace_staysWithItsEntry() {
    parse(T + "E failed\njava.lang.Exception\n\n\tat a.b(C)\n\n" + T + "I next");

    assertThat(sink.messages())
        .containsExactly("failed\njava.lang.Exception\n\n\tat a.b(C)", "next");
    assertThat(sink.lines).containsExactly(1L, 6L);
    assertThat(sink.linesTold()).isEqualTo(6);
  }

  @Test
  void preamble_isAnEntryWithTheTimeOfTheFirstMatch() {
    parse("\nStarting\nversion 3\n" + T + "I next");

    assertThat(sink.messages()).containsExactly("Starting\nversion 3", "next");
    assertThat(sink.entries.get(0).getTime()).isEqualTo(sink.entries.get(1).getTime());
    assertThat(sink.entries.get(0).getLevel()).isEqualTo(LogLevel.INFO);
    assertThat(sink.linesTold()).isEqualTo(4);
  }

  @Test
  void noMatchAtAll_rejectsEveryLine() {
    parse("one\ntwo\n\nthree");

    assertThat(sink.entries).isEmpty();
    assertThat(sink.rejections).hasSize(3);
    assertThat(sink.linesTold()).isEqualTo(4);
  }

  @Test
  void noMatchInALongFile_isKeptInConstantMemory() {
    parse("x".repeat(1000) + "\n" + ("y".repeat(1000) + "\n").repeat(100) + T + "I at last");

    assertThat(sink.messages()).containsExactly("at last");
    assertThat(sink.linesTold()).isEqualTo(102);
  }

  @Test
  void badValues_rejectTheLineAndWhatGoesOnWithIt() {
    parse(
        T
            + "LOUD what\n\tat a.b\n2026-99-31T10:00:00Z I when\n"
            + T
            + "I camX where\n"
            + T
            + "I good");

    assertThat(sink.messages()).containsExactly("good");
    assertThat(sink.rejections)
        .extracting(rejection -> rejection.origin().line())
        .containsExactly(1L, 2L, 3L, 4L);
    assertThat(sink.rejections.get(0).reason()).contains("Invalid log level 'LOUD'");
    assertThat(sink.rejections.get(2).reason()).contains("2026-99-31T10:00:00Z");
    assertThat(sink.rejections.get(3).reason()).contains("camera id 'X'");
  }

  @Test
  void endlessEntry_goesOnInAnotherOne() {
    String line = "z".repeat(10_000);
    parse(T + "E big\n" + (line + "\n").repeat(20) + T + "I next");

    assertThat(sink.entries)
        .hasSize(5)
        .allMatch(entry -> entry.getMessage().length() <= TextParser.MAX_MESSAGE_BYTES);
    assertThat(sink.entries.subList(0, 4)).allMatch(entry -> entry.getLevel() == LogLevel.ERROR);
    assertThat(String.join("\n", sink.messages().subList(0, 4)))
        .isEqualTo("big" + ("\n" + line).repeat(20));
    assertThat(sink.linesTold()).isEqualTo(22);
  }

  @Test
  void pattern_withoutMessageTakesTheWholeLine() {
    RecordingSink.feed(parser("(?<level>\\w+):.*"), "W: careful");

    assertThat(sink.messages()).containsExactly("W: careful");
    assertThat(sink.entries.get(0).hasTime()).isFalse();
  }

  @Test
  void pattern_mustBeValidAndHaveGroups() {
    assertThatThrownBy(() -> new LinePattern("(?<message>.*"))
        .hasMessageContaining("Invalid pattern");
    assertThatThrownBy(() -> new LinePattern(".*")).hasMessageContaining("no named group");
    assertThat(new LinePattern("\\(\\?<x>[(?<y>a]*(?<z>b)").extraGroups()).containsExactly("z");
  }

  private void parse(String text) {
    RecordingSink.feed(parser(PATTERN), text);
  }

  private TextParser parser(String pattern) {
    Clock clock = Clock.fixed(Instant.parse("2026-02-01T00:00:00Z"), ZoneOffset.UTC);
    TimeParser times = new TimeParser(List.of(), ZoneOffset.UTC, new YearGuess(null, clock));
    return new TextParser(
        new LinePattern(pattern),
        times,
        new LevelMap(Map.of(), null),
        new EntryDefaults("app", null),
        sink);
  }
}
