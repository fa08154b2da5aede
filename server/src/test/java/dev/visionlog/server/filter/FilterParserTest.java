package dev.visionlog.server.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.visionlog.server.model.Level;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterParserTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\t\n", "\u00A0"})
  void parse_takesBlankForAll(String text) {
    assertThat(parse(text)).isEqualTo(Filter.ALL);
  }

  /** Each text means the same as its canonical form, which says how it was understood. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          level>=warning                  | level >= WARNING
          level = 40                      | level = ERROR
          level:"Error"                   | level = ERROR
          camera_id = -3                  | camera_id = -3
          camera_id:3                     | camera_id = 3
          camera_id:*                     | camera_id:*
          message:timeout                 | message:"timeout"
          message:a:b                     | message:"a:b"
          message:*                       | message:*
          message:"*"                     | message:"\\*"
          message:**                      | message:"\\*\\*"
          message = a**b                  | message = "a*b"
          message = a\\*b                 | message = "a\\*b"
          message < a*b                   | message < "a\\*b"
          source = 'it\\'s "q"'           | source = "it's \\"q\\""
          logger = com.acme.Main          | logger_name = "com.acme.Main"
          "a phrase"                      | "a phrase"
          com.acme.Main                   | "com.acme.Main"
          -word                           | NOT "word"
          foo-bar                         | "foo-bar"
          ...                             | "..."
          -5                              | NOT "5"
          wow!                            | "wow!"
          and or not                      | "and" AND "or" AND "not"
          NOTE ORDER ANDY                 | "NOTE" AND "ORDER" AND "ANDY"
          a b OR c d                      | "a" AND "b" OR "c" AND "d"
          a AND b OR c AND d              | "a" AND "b" OR "c" AND "d"
          (a AND b) OR c                  | ("a" AND "b") OR "c"
          (a b) AND c                     | "a" AND "b" AND "c"
          (a OR b) OR c                   | "a" OR "b" OR "c"
          NOT (a OR b)                    | NOT ("a" OR "b")
          NOT a OR b                      | NOT "a" OR "b"
          -(a b)                          | NOT ("a" AND "b")
          NOT NOT a                       | "a"
          NOT -a                          | "a"
          -extra.a=1                      | NOT extra.a = 1
          time > 2026-01-01               | time > "2026-01-01T00:00:00Z"
          time > "2026-01-01 02:03"       | time > "2026-01-01T02:03:00Z"
          time=2026-01-01T00:00:00+05:45  | time = "2025-12-31T18:15:00Z"
          time:2026-01-01t00:00:00z       | time = "2026-01-01T00:00:00Z"
          time<2026-01-01T00:00:00.1234567Z | time < "2026-01-01T00:00:00.123456Z"
          received_time:*                 | received_time:*
          extra.a.b = 1.50                | extra.a.b = 1.5
          extra_data.a = 1e2              | extra.a = 1E+2
          extra.a = -0.0                  | extra.a = 0
          extra.a = 007                   | extra.a = "007"
          extra.a = 1.                    | extra.a = "1."
          extra.a = "1"                   | extra.a = "1"
          extra.a = true                  | extra.a = true
          extra.a != false                | extra.a != false
          extra.a = True                  | extra.a = "True"
          extra.a = null                  | extra.a = null
          extra.a != null                 | extra.a:*
          extra.a:*                       | extra.a:*
          extra.0.AND > 5                 | extra.0.AND > 5
          extra."a b".'c.d' = x*          | extra."a b"."c.d" = "x*"
          extra."" = x                    | extra."" = "x"
          extra.a : x                     | extra.a:"x"
          """)
  void parse_understands(String text, String canonical) {
    Filter filter = parse(text);
    assertThat(Filter.canonical(filter)).isEqualTo(canonical);
    assertThat(parse(canonical)).isEqualTo(filter);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          level >= FATAL       | 10 | Invalid log level 'FATAL'. Must be one of: TRACE, DEBUG, INFO, SUCCESS, WARNING, ERROR, CRITICAL
          a level = 41         | 11 | Invalid log level '41'. Must be one of
          foo = 1              | 1  | Unknown field 'foo'. Must be one of: id, level, message, time, received_time, camera_id, source, logger_name, position, extra.<path>
          message.a = 1        | 1  | Unknown field 'message.a'
          5 < position         | 1  | Unknown field '5'
          "x" = message        | 1  | Expected a field before the operator, found a quoted text
          1 < level < 5        | 1  | Unknown field '1'
          id < 1 < 5           | 8  | A comparison has one operator. Join comparisons with AND
          id = 1 = 1           | 8  | A comparison has one operator
          camera_id = x        | 13 | Invalid camera_id 'x'. Must be a 64-bit integer
          id = 9223372036854775808 | 6 | Invalid id '9223372036854775808'
          id = 1.0             | 6  | Invalid id '1.0'
          time > yesterday     | 8  | Invalid time 'yesterday'. Use ISO format, such as
          time > 2026-02-30    | 8  | Invalid time '2026-02-30'. Use ISO format
          time > 0000-01-01    | 8  | A time must lie in the years 1 to 9999
          level >=             | 9  | Expected a value, found the end
          level = (ERROR)      | 9  | Expected a value, found '('
          source = AND x       | 10 | Expected a value (put it in quotes if it is one), found 'AND'
          level == ERROR       | 8  | Unknown operator '=='
          = ERROR              | 1  | Expected a term, found '='
          a AND                | 6  | Expected a term, found the end
          AND a                | 1  | Expected a term, found 'AND'
          a OR OR b            | 6  | Expected a term, found 'OR'
          NOT                  | 4  | Expected a term, found the end
          ()                   | 2  | Expected a term, found ')'
          (a                   | 3  | Expected ')', found the end
          a)                   | 2  | Expected the end, found ')'
          (a)b                 | 4  | Expected a space, found 'b'
          "a""b"               | 4  | Expected a space, found '"'
          len(a)               | 4  | There are no functions
          - a                  | 3  | Expected the term to exclude directly after '-', found 'a'
          a && b               | 3  | Expected AND, OR, NOT or '-', found '&&'
          !a                   | 1  | Expected AND, OR, NOT or '-', found '!a'
          a "b                 | 3  | The quote that opens here is never closed
          "a\\d"               | 3  | Unknown escape
          "a\\u12g4"           | 7  | Expected four hexadecimal digits after \\u, found 'g4'
          "\\u0000"            | 1  | A text may not contain the NUL character
          message:"\\ud800"    | 9  | A text may not contain an unpaired surrogate
          😀 foo = 1           | 3  | Unknown field 'foo'
          extra = 1            | 1  | Expected a path, such as extra.retry_count
          extra.a..b = 1       | 9  | Expected a key between the dots of the path
          extra.a* = 1         | 7  | A path has no wildcards
          extra.a > true       | 11 | true has no order
          extra.a <= null      | 12 | null has no order
          extra.a = 1e401      | 11 | A number may have 400 digits before and after the point
          extra.a = 1e999999999   | 11 | A number may have 400 digits
          extra.a = 1e-999999999  | 11 | A number may have 400 digits
          extra.a = 1e99999999999 | 11 | A number may have 400 digits
          """)
  void parse_saysWhereAndWhat(String text, int column, String detail) {
    assertThatExceptionOfType(FilterException.class)
        .isThrownBy(() -> parse(text))
        .withMessageStartingWith("column " + column + ": " + detail)
        .satisfies(e -> assertThat(e.position()).isEqualTo(column));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          device = edge-1 image_id:frame_ | edge_device_id = "edge-1" AND image_id:"frame_"
          notes:blur                      | processing_notes:"blur"
          model_version = v1.*            | model_version = "v1.*"
          confidence < 0.60               | confidence < 0.6
          confidence:1                    | confidence = 1.0
          confidence >= -0                | confidence >= 0.0
          confidence = 0.1000000000000000055511151231257827 | confidence = 0.1
          inference_time_ms > 1e3         | inference_time_ms > 1000.0
          processing_time_ms:*            | processing_time_ms:*
          defect_detected = true          | defect_detected = true
          defect:FALSE                    | defect_detected = false
          defect != "True"                | defect_detected != true
          defect_detected:*               | defect_detected:*
          -"defect_detected" defect       | NOT "defect_detected" AND "defect"
          class = person                  | class = "person"
          class:pers                      | class:"pers"
          class = per*                    | class = "per*"
          class:per*                      | class:"per\\*"
          class:*                         | class:*
          -class = person                 | NOT class = "person"
          extra_data.a > 1                | extra.a > 1
          """)
  void parse_understandsFieldsOfPredictions(String text, String canonical) {
    Filter filter = FilterParser.parse(text, FilterSchema.PREDICTIONS);
    assertThat(Filter.canonical(filter)).isEqualTo(canonical);
    assertThat(FilterParser.parse(canonical, FilterSchema.PREDICTIONS)).isEqualTo(filter);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          level = INFO           | 1  | Unknown field 'level'. Must be one of: id, image_id, time, received_time, camera_id, edge_device_id, model_name, model_version, model_stage, confidence, defect_detected, defect_type, class, inference_time_ms, processing_time_ms, status, error_message, processing_notes, request_id, batch_id, image_path, image_missing_reason, position, extra.<path>
          logger:a               | 1  | Unknown field 'logger'
          class.name = a         | 1  | Unknown field 'class.name'
          confidence > high      | 14 | Invalid confidence 'high'. Must be a number, such as 0.85
          confidence > 0,6       | 14 | Invalid confidence '0,6'. Must be a number
          confidence > 60%       | 14 | Invalid confidence '60%'. Must be a number
          confidence < 1e309     | 14 | Invalid confidence '1e309'. Must be a number
          confidence = NaN       | 14 | Invalid confidence 'NaN'. Must be a number
          defect_detected        | 1  | Write defect_detected = true or defect_detected = false, or "defect_detected" to look for the word
          a NOT defect_detected  | 7  | Write defect_detected = true
          defect = yes           | 10 | Invalid defect_detected 'yes'. Must be one of: true, false
          defect > true          | 10 | true has no order. Use = or !=
          class != person        | 10 | class may have several values, and knows = and : only. Write NOT class = … to exclude one
          class > person         | 9  | class may have several values
          """)
  void parse_saysWhatIsWrongWithFieldsOfPredictions(String text, int column, String detail) {
    assertThatExceptionOfType(FilterException.class)
        .isThrownBy(() -> FilterParser.parse(text, FilterSchema.PREDICTIONS))
        .withMessageStartingWith("column " + column + ": " + detail);
  }

  @Test
  void parse_knowsTheFieldsOfTheKindOnly() {
    assertRefused("confidence > 0.5", "Unknown field 'confidence'. Must be one of: id, level");
    assertThat(parse("defect_detected")).isEqualTo(new Filter.Search("defect_detected"));
  }

  @Test
  void parse_readsEscapes() {
    assertThat(parse("\"\\n\\r\\t\\\\\\'\\\"\\*\\u00e4\\ud83d\\ude00\""))
        .isEqualTo(new Filter.Search("\n\r\t\\'\"*ä😀"));
  }

  @Test
  void parse_shortensWhatItQuotes() {
    assertThatExceptionOfType(FilterException.class)
        .isThrownBy(() -> parse("level = " + "x".repeat(5_000)))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
  }

  @Test
  void parse_boundsTheLength() {
    assertThat(parse("x".repeat(8_192))).isInstanceOf(Filter.Search.class);
    assertRefused("x".repeat(8_193), "A filter may have 8192 characters, this one has 8193");
  }

  @Test
  void parse_boundsTheDepth() {
    assertThat(parse("(".repeat(32) + "a" + ")".repeat(32))).isEqualTo(new Filter.Search("a"));
    assertRefused(
        "(".repeat(33) + "a" + ")".repeat(33), "Parentheses and negations may be 32 deep");
    assertRefused("-".repeat(33) + "a", "Parentheses and negations may be 32 deep");
    assertRefused("(".repeat(8_000), "Parentheses and negations may be 32 deep");
  }

  @Test
  void parse_countsDepthNotParentheses() {
    String many = IntStream.range(0, 100).mapToObj(i -> "(-a)").collect(Collectors.joining(" "));
    assertThat(Filter.conjuncts(parse(many))).hasSize(100);
  }

  @Test
  void parse_boundsTheTerms() {
    assertThat(Filter.conjuncts(parse("a ".repeat(200)))).hasSize(200);
    assertRefused("a ".repeat(201), "A filter may have 200 terms");
  }

  @Test
  void parse_boundsThePath() {
    assertThat(parse("extra" + ".a".repeat(32) + ":*")).isInstanceOf(Filter.ExtraPresence.class);
    assertRefused("extra" + ".a".repeat(33) + ":*", "A path may have 32 keys");
  }

  private static void assertRefused(String text, String detail) {
    assertThatExceptionOfType(FilterException.class)
        .isThrownBy(() -> parse(text))
        .withMessageContaining(detail);
  }

  @Test
  void canonical_parsesToTheSameFilter() {
    for (FilterSchema schema : List.of(FilterSchema.LOGS, FilterSchema.PREDICTIONS)) {
      RandomFilters filters = new RandomFilters(new Random(1), schema);
      for (int i = 0; i < 10_000; i++) {
        Filter filter = filters.next(i % 4);
        String canonical = Filter.canonical(filter);
        assertThat(FilterParser.parse(canonical, schema)).as(canonical).isEqualTo(filter);
      }
    }
  }

  @Test
  void parse_neverFailsInAnotherWay() {
    Random random = new Random(2);
    RandomFilters filters = new RandomFilters(random, FilterSchema.LOGS);
    String alphabet = "aN()\"'\\*-.:=<>! \u0000\uD800u0";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(Filter.canonical(filters.next(2)));
      int at = random.nextInt(text.length() + 1);
      text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
      text.delete(at / 2, at / 2 + random.nextInt(2));
      parseOrRefuse(text.toString());
    }
  }

  /** As long as a filter may be: nothing piles up, and nothing is read again and again. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        ")",
        "NOT ",
        "-",
        "- ",
        "a OR ",
        "a AND ",
        "a.",
        "extra.",
        "*",
        "\\",
        "\"",
        "'",
        "=",
        "a=",
        "a:",
        "extra.a:*",
        "\"a\" ",
        "\\u0041",
        "(a ",
        "NOT (",
        "😀",
        "1e",
        "a b ",
        "<>"
      })
  void parse_takesOrRefusesWhatIsRepeated(String piece) {
    String text = piece.repeat(FilterParser.MAX_LENGTH / piece.length());
    for (String around : List.of("%s", "\"%s\"", "message:\"%s\"", "extra.a = %s", "a %s")) {
      parseOrRefuse(around.formatted(text));
    }
  }

  private static void parseOrRefuse(String text) {
    try {
      assertThat(Filter.canonical(parse(text))).isNotEmpty();
    } catch (FilterException e) {
      assertThat(e.position()).as(text).isBetween(0, text.length() + 1);
    }
  }

  @Test
  void and_joinsTerms() {
    Filter filter = Filter.and(Filter.ALL, parse("a b"), FilterTerms.level(Level.INFO));
    assertThat(Filter.canonical(filter)).isEqualTo("\"a\" AND \"b\" AND level = INFO");
    assertThat(Filter.and(Filter.ALL, Filter.ALL)).isEqualTo(Filter.ALL);
    assertThat(Filter.or(List.of(FilterTerms.search("a"), Filter.ALL))).isEqualTo(Filter.ALL);
  }

  private static Filter parse(String text) {
    return FilterParser.parse(text, FilterSchema.LOGS);
  }
}
