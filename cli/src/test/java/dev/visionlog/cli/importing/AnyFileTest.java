package dev.visionlog.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.testing.basics.Chance;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file holds, each of its lines is told of exactly once. */
class AnyFileTest {
  private static final int FILES = 300;
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-02-01T00:00:00Z"), ZoneOffset.UTC);

  private static final String SAMPLES =
      """
      {"time":"2026-01-31T10:00:00Z","level":"warn","message":"m","camera_id":"7","extra_data":{"a":[1]}}
      {"time":1769853600.5,"level":40,"message":{"x":1.0e5},"logger_name":null,"camera_id":3}
      {"text":"m","record":{"time":{"timestamp":1769853600.5},"level":{"name":"INFO","no":20}}}
      2026-01-31 10:00:00.123 | INFO     | app.worker:run:42 - started
      Traceback (most recent call last):
        File "a.py", line 1, in <module>
      2026-01-31 10:00:00,123 - app - WARNING - slow
      2026-01-31T10:00:00Z ERROR [main] com.acme.Main - failed
      10:00:00.123 [main] DEBUG com.acme.Main - once
      Jan 31 10:00:00 host app[42]: message
      127.0.0.1 - - [31/Jan/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5

      """;

  static List<String> presets() {
    return List.copyOf(new Presets().names());
  }

  @Test
  void jsonLines_areEachToldOnce() {
    Chance.times(FILES, chance -> assertEachLineIsTold(file(chance), this::json));
  }

  @ParameterizedTest
  @MethodSource("presets")
  void textLines_areEachToldOnce(String preset) {
    TextFormat format = new Presets().get(preset);
    Chance.times(
        FILES / 10, chance -> assertEachLineIsTold(file(chance), sink -> text(format, sink)));
  }

  /** A pattern that looks back, or looks again and again, would take for ever or overflow. */
  @ParameterizedTest
  @MethodSource("presets")
  void longLines_areTold(String preset) {
    TextFormat format = new Presets().get(preset);
    for (String piece : List.of("a", " ", "1", "[", "2026-01-31 10:00:00 ", "a.b:", " - ", "\\")) {
      String line = piece.repeat(200_000 / piece.length());
      assertEachLineIsTold(utf8(line + "\n" + line), sink -> text(format, sink));
      assertEachLineIsTold(utf8("2026-01-31 10:00:00 " + line), sink -> text(format, sink));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"time\":1e999999999}",
        "{\"time\":-1e-999999999}",
        "{\"time\":\"1e999999999\"}",
        "{\"time\":99999999999999999999999}",
        "{\"camera_id\":1e999999999}",
        "{\"camera_id\":\"1e999999999\"}",
        "{\"level\":1e999999999}",
        "{\"level\":-99999999999999999999}",
        "{\"message\":1e999999999}",
        "{\"a\":1e999999999}",
        "{\"time\":{},\"level\":[],\"source\":{},\"camera_id\":{}}",
        "{\"time\":\"+999999999-01-01T00:00:00Z\"}",
      })
  void jsonLines_withVastValuesAreTold(String line) {
    assertEachLineIsTold(utf8(line), this::json);
  }

  @Test
  void jsonLines_thatAreDeepAreTold() {
    assertEachLineIsTold(utf8("{\"a\":" + "[".repeat(500_000)), this::json);
    assertEachLineIsTold(utf8("{\"a\":".repeat(100_000)), this::json);
  }

  private static byte[] file(Chance chance) {
    byte[] samples = utf8(SAMPLES);
    return chance.onceIn(5) ? chance.bytes(2_000) : chance.damaged(chance.damaged(samples));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** How lines are read. */
  private interface Reading {
    LineParser parser(RecordingSink sink);
  }

  private static void assertEachLineIsTold(byte[] file, Reading reading) {
    RecordingSink sink = new RecordingSink();
    LineParser parser = reading.parser(sink);
    long lines = 0;
    try (LineReader reader = new LineReader("file", new ByteArrayInputStream(file))) {
      for (Line line = reader.read(); line != null; line = reader.read()) {
        parser.line(line);
        lines++;
      }
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
    parser.end();
    assertThat((long) sink.linesTold()).isEqualTo(lines);
  }

  private LineParser json(RecordingSink sink) {
    return new JsonLinesParser(
        JsonKeys.OWN,
        times(List.of()),
        new LevelMap(Map.of(), null),
        new EntryDefaults("", null),
        sink);
  }

  private static LineParser text(TextFormat format, RecordingSink sink) {
    return new TextParser(
        format.pattern(),
        times(format.timeFormats()),
        new LevelMap(format.levels(), null),
        new EntryDefaults("app", null),
        sink);
  }

  private static TimeParser times(List<String> formats) {
    return new TimeParser(formats, ZoneOffset.UTC, new YearGuess(null, CLOCK));
  }
}
