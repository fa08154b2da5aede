package dev.visionlog.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.cli.output.TimeText;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonLinesParserTest {
  private final RecordingSink sink = new RecordingSink();

  @Test
  void fields_areTakenAndTheRestIsExtraData() {
    LogEntry entry =
        parse(
            """
            {"time":"2026-01-31T10:00:00Z","level":"warn","message":"m","camera_id":"7","source":"s",
            "logger_name":"l","extra_data":{"a":1},"id":5,"b":[1.10,NaN],"a":"again","none":null}"""
                .replace("\n", ""));

    assertThat(entry.getLevel()).isEqualTo(LogLevel.WARNING);
    assertThat(TimeText.instant(entry.getTime())).isEqualTo("2026-01-31T10:00:00Z");
    assertThat(entry.getCameraId()).isEqualTo(7);
    assertThat(entry.getSource()).isEqualTo("s");
    assertThat(entry.getLoggerName()).isEqualTo("l");
    assertThat(entry.getExtraJson())
        .isEqualTo("{\"a\":1,\"id\":5,\"b\":[1.10,\"NaN\"],\"a_\":\"again\",\"none\":null}");
  }

  @Test
  void keys_canBeNamed() {
    JsonKeys keys = new JsonKeys("ts", "lvl", "msg", "cam", "app", "name");
    LogEntry entry =
        parse(
            keys,
            "{\"ts\":1769853600.5,\"lvl\":40,\"msg\":{\"x\":1},\"cam\":3,\"message\":\"kept\"}");

    assertThat(TimeText.instant(entry.getTime())).isEqualTo("2026-01-31T10:00:00.500Z");
    assertThat(entry.getLevel()).isEqualTo(LogLevel.ERROR);
    assertThat(entry.getMessage()).isEqualTo("{\"x\":1}");
    assertThat(entry.getCameraId()).isEqualTo(3);
    assertThat(entry.getExtraJson()).isEqualTo("{\"message\":\"kept\"}");
  }

  @Test
  void extraJson_isReadToo() {
    assertThat(parse("{\"extra_json\":\"{\\\"big\\\":9223372036854775807}\"}").getExtraJson())
        .isEqualTo("{\"big\":9223372036854775807}");
    assertThat(parse("{\"extra_data\":\"text\"}").getExtraJson())
        .isEqualTo("{\"extra_data\":\"text\"}");
  }

  @Test
  void badLines_areRejectedOneByOne() {
    feed(JsonKeys.OWN, "[1]\n{\"a\":1} x\n{\"time\":\"soon\"}\n{\"camera_id\":-1}\n{\"a\":\n\n{}");

    assertThat(sink.rejections)
        .extracting(rejection -> rejection.origin().line())
        .containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(sink.entries).hasSize(1);
    assertThat(sink.entries.get(0).getLevel()).isEqualTo(LogLevel.INFO);
    assertThat(sink.linesTold()).isEqualTo(7);
  }

  private LogEntry parse(String line) {
    return parse(JsonKeys.OWN, line);
  }

  private LogEntry parse(JsonKeys keys, String line) {
    feed(keys, line);
    assertThat(sink.rejections).isEmpty();
    return sink.entries.get(sink.entries.size() - 1);
  }

  private void feed(JsonKeys keys, String text) {
    TimeParser times =
        new TimeParser(List.of(), ZoneOffset.UTC, new YearGuess(null, Clock.systemUTC()));
    EntryDefaults defaults = new EntryDefaults("", null);
    RecordingSink.feed(
        new JsonLinesParser(keys, times, new LevelMap(Map.of(), null), defaults, sink), text);
  }
}
