package dev.visionlog.server.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visionlog.server.text.ExtraJson.InvalidJsonException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtraJsonTest {
  private final ExtraJson json = new ExtraJson(new Masking(List.of()), 1_000, 4);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | {}",
        "{ \"a\" : [ 1 , true , null , \"x\" ] } | { \"a\" : [ 1 , true , null , \"x\" ] }",
        "{ \"a\" : [ 1 , true , null , \"ä\" ] } | {\"a\":[1,true,null,\"ä\"]}",
        "{\"n\":9223372036854775807} | {\"n\":9223372036854775807}",
        "{\"n\":-9223372036854775808} | {\"n\":-9223372036854775808}",
        "{\"n\":123456789012345678901234567890.10} | {\"n\":123456789012345678901234567890.10}",
        "{\"n\":1.50e-3} | {\"n\":1.50e-3}",
        "{\"n\":-0} | {\"n\":-0}",
        "{\"n\":1e308} | {\"n\":1e308}",
        "{\"n\":1e309} | {\"n\":\"1e309\"}",
        "{\"n\":-1E+400000} | {\"n\":\"-1E+400000\"}",
        "{\"n\":1e-99999999999999} | {\"n\":\"1e-99999999999999\"}",
        "{\"a\\u0000b\":\"\\u0000\"} | {\"a␀b\":\"␀\"}",
        "{\"a\":\"\\ud800x\"} | {\"a\":\"\ufffdx\"}",
        "{\"a\":1,\"a\":2} | {\"a\":1,\"a\":2}",
      })
  void objects_areWrittenAsTheyAre(String given, String written) throws Exception {
    assertThat(json.read(given)).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"password\":\"x\"} | {\"password\":\"***\"}",
        "{\"password\":123} | {\"password\":\"***\"}",
        "{\"token\":{\"a\":[1]},\"b\":1} | {\"token\":\"***\",\"b\":1}",
        "{\"secret\":[1,2],\"b\":1} | {\"secret\":\"***\",\"b\":1}",
        "{\"token\":null,\"secret\":true,\"b\":\"c\"} | {\"token\":null,\"secret\":true,\"b\":\"c\"}",
        "{\"a\":[{\"dbPassword\":\"x\"}]} | {\"a\":[{\"dbPassword\":\"***\"}]}",
        "{\"url\":\"rtsp://u:p@h\"} | {\"url\":\"rtsp://u:***@h\"}",
        "{\"rtsp://u:p@h\":1} | {\"rtsp://u:***@h\":1}",
        "{\"a\":[\"token=abc\"]} | {\"a\":[\"token=***\"]}",
      })
  void secrets_areMaskedAtAnyDepth(String given, String written) throws Exception {
    assertThat(json.read(given)).isEqualTo(written);
  }

  @Test
  void depth_isBoundedByMarks() throws Exception {
    assertThat(json.read("{\"a\":{\"b\":{\"c\":{\"d\":1}}}}"))
        .isEqualTo("{\"a\":{\"b\":{\"c\":{\"d\":1}}}}");
    assertThat(json.read("{\"a\":{\"b\":{\"c\":{\"d\":[[1]],\"e\":{},\"f\":2}}},\"z\":3}"))
        .isEqualTo(
            "{\"a\":{\"b\":{\"c\":{\"d\":\"[cut: deeper than 4 levels]\","
                + "\"e\":\"[cut: deeper than 4 levels]\",\"f\":2}}},\"z\":3}");
    assertThat(json.read("{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}"))
        .isEqualTo("{\"a\":[[[\"[cut: deeper than 4 levels]\"]]]}");
  }

  @Test
  void size_isBoundedByAMark() throws Exception {
    String fits = "{\"a\":\"" + "€".repeat(330) + "\"}";
    assertThat(json.read(fits)).isEqualTo(fits);
    assertThat(json.read("{\"a\":\"" + "€".repeat(331) + "\"}"))
        .isEqualTo("{\"visionlog_cut\":\"extra data of 1001 bytes; at most 1000 are kept\"}");
    assertThat(json.read("{\"a\":[1e300,1e300,1e300,1e-300]}")).contains("visionlog_cut");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "[]",
        "1",
        "null",
        "\"x\"",
        "{} {}",
        "{}x",
        "{\"a\":1,}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{\"a\":+1}",
        "{\"a\":\"\n\"}",
        "{\"a\":1]",
        "\ufeff{}",
        "{\"a\":\"\\x\"}",
        "// x\n{}",
      })
  void otherTexts_areRefusedWithoutBeingQuoted(String text) {
    assertThatThrownBy(() -> json.read(text))
        .isInstanceOf(InvalidJsonException.class)
        .hasMessageMatching("must be .*|is not JSON: line [0-9]+, column [0-9]+");
  }

  @Test
  void limits_areNamed() {
    assertThatThrownBy(() -> json.read("{\"a\":" + "1".repeat(1_001) + "}"))
        .isInstanceOf(InvalidJsonException.class)
        .hasMessageContaining("more than 1000 characters");
    assertThatThrownBy(() -> json.read("{\"a\":" + "[".repeat(20_000)))
        .isInstanceOf(InvalidJsonException.class)
        .hasMessageContaining("nested more than 10000 deep");
  }

  @Test
  void write_takesPieces() throws IOException {
    assertThat(
            json.write(
                sink -> {
                  sink.start(true);
                  sink.name("token");
                  sink.number("1");
                  sink.name("a");
                  sink.number("1");
                  sink.end();
                }))
        .isEqualTo("{\"token\":\"***\",\"a\":1}");
  }
}
